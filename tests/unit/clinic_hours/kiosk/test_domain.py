"""The kiosk's rules in plain Python: codes, tries, times, PINs and what is signed."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from clinic_hours.kiosk.domain.codes import STEP, code_of, is_current, step_of
from clinic_hours.kiosk.domain.messages import message
from clinic_hours.kiosk.domain.pins import is_easy, is_pin
from clinic_hours.kiosk.domain.timing import Timing, timing_of
from clinic_hours.kiosk.domain.tries import Tries

NOW = datetime(2026, 12, 2, 18, 57, 10, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
DEVICE = UUID(int=1)


def test_a_code_is_of_one_site_one_step_and_one_key():
    code = code_of(b"key", "clinic", 7)
    others = [(b"yek", "clinic", 7), (b"key", "riverside", 7), (b"key", "clinic", 8)]
    assert len(code) == 16
    assert code not in [code_of(*other) for other in others]


@pytest.mark.parametrize(
    ("seconds", "current"), [(0, True), (-STEP, True), (-61, False), (30, False)]
)
def test_this_steps_code_and_the_one_before_hold(seconds, current):
    assert is_current(step_of(NOW + timedelta(seconds=seconds)), NOW) is current


@pytest.mark.parametrize("pin", ["111111", "123456", "987654", "012345", "121212", "112211"])
def test_what_everyone_tries_first_is_easy(pin):
    assert is_pin(pin)
    assert is_easy(pin)


def test_digits_of_ones_own_number_are_easy():
    assert is_easy("271828", "PC-271828")
    assert is_easy("001042", "PC-1042")
    assert not is_easy("274915", "PC-1042")


@pytest.mark.parametrize("text", ["", "12345", "1234567", "12345a", "١٢٣٤٥٦", "12 345"])
def test_only_six_plain_digits_are_a_pin(text):
    assert not is_pin(text)


def test_the_fifth_wrong_try_within_fifteen_minutes_blocks_for_fifteen():
    tries = Tries()
    for each in range(5):
        assert not tries.is_blocked(NOW)
        tries = tries.after_failure(NOW + each * MINUTE)
    last = NOW + 4 * MINUTE
    assert tries.is_blocked(last + timedelta(minutes=14, seconds=59))
    assert not tries.is_blocked(last + 15 * MINUTE)
    assert tries.after_failure(last + 15 * MINUTE) == Tries(1, last + 15 * MINUTE)


@pytest.mark.parametrize(
    ("said", "seen", "doubts", "expected"),
    [
        (NOW, None, False, Timing(NOW)),
        (NOW, None, True, Timing(NOW)),
        (NOW + MINUTE, NOW, False, Timing(NOW)),
        (NOW + 3 * MINUTE, NOW, False, None),
        (NOW + 60 * MINUTE, NOW, True, Timing(NOW, True, True)),
        (NOW - 5 * MINUTE, NOW - 6 * MINUTE, False, Timing(NOW - 5 * MINUTE, True, False)),
        (NOW - 5 * MINUTE, NOW - 6 * MINUTE, True, Timing(NOW - 5 * MINUTE, True, True)),
        (NOW - 5 * MINUTE, NOW - 30 * MINUTE, False, Timing(NOW - 5 * MINUTE, True, True)),
        (NOW - 5 * MINUTE, None, False, Timing(NOW - 5 * MINUTE, True, True)),
    ],
)
def test_which_time_of_a_tablet_is_believed(said, seen, doubts, expected):
    assert timing_of(said, NOW, seen, doubts=doubts) == expected


def test_a_signed_message_names_its_kind_and_the_kiosk_and_keeps_its_order():
    said = message("not-me", DEVICE, {"device_at": "b", "uuid": "a", "more": "c"})
    assert said == f"practicum-kiosk-1\nnot-me\n{DEVICE}\na\nb".encode()
    with pytest.raises(ValueError, match="line break"):
        message("not-me", DEVICE, {"uuid": "a\nb"})
