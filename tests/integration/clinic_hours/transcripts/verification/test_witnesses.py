"""The log's page says who has seen which size, and only what their signatures prove."""

import re

import pytest

from clinic_hours.ledger.models import Cosignature
from clinic_hours.ledger.selectors.audit import audit_ledger
from clinic_hours.ledger.services.checkpoints import sign_checkpoint
from clinic_hours.ledger.services.cosignatures import record_cosignatures
from portal.checks import witness_keys_are_readable
from tests.factories.clinic import logged, signed
from tests.factories.witnesses import BOARD, COLLEGE, LOG_KEY, SEEN_AT, STRANGER
from tests.tampering import unguarded

pytestmark = pytest.mark.django_db


@pytest.fixture
def known(settings):
    settings.WITNESS_KEYS = [str(BOARD.key), str(COLLEGE.key)]


@pytest.fixture
def note(known, three_entries) -> str:
    """A checkpoint of three entries that the board has cosigned."""
    note = sign_checkpoint().note
    record_cosignatures(note + BOARD.line(note))
    return note


def rows(client, **headers) -> list[str]:
    """Return the text of each witness's row."""
    page = client.get("/verify/log/", headers=headers).text
    found = re.findall(r'data-testid="witness-row">(.*?)</li>', page, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in found]


def test_each_witness_has_a_row_with_what_it_saw_and_when(client, note):
    board, college = rows(client)
    assert board.startswith(f"{BOARD.name} Saw all 6 entries")
    assert "Jan 1, 2020, 7:00 am" in board
    assert college == f"{COLLEGE.name} Has not cosigned a checkpoint yet"


def test_a_row_says_how_far_the_log_has_grown_since(client, note, lucia, rosa):
    signed(logged(lucia, rosa, start="12:00", end="13:00"))
    newer = sign_checkpoint().note
    assert "Saw the first 6 of 7 entries" in rows(client)[0]
    record_cosignatures(newer + BOARD.line(newer))
    assert "Saw all 7 entries" in rows(client)[0]


def test_it_says_so_in_spanish(client, note):
    board, college = rows(client, accept_language="es")
    assert "Vio los 6 asientos" in board
    assert "Aún no ha" in college


def test_without_witnesses_it_explains_what_they_are_and_how_to_become_one(client, three_entries):
    sign_checkpoint()
    page = client.get("/verify/log/").text
    assert rows(client) == []
    assert "No witnesses yet" in page and "practicum_witness.py" in page


def test_a_former_witness_has_no_row(client, settings, note):
    settings.WITNESS_KEYS = [str(COLLEGE.key)]
    assert [row.split()[0] for row in rows(client)] == [COLLEGE.name]
    assert audit_ledger().is_ok


def test_a_row_written_into_the_database_is_not_believed(client, note):
    line = BOARD.line(note)
    with unguarded():
        Cosignature.objects.update(key=str(COLLEGE.key), witness=COLLEGE.name)
        assert rows(client)[1] == f"{COLLEGE.name} Has not cosigned a checkpoint yet"
        forged = COLLEGE.line(note)[:-9] + line[-9:]
        Cosignature.objects.update(line=forged)
        assert rows(client)[1] == f"{COLLEGE.name} Has not cosigned a checkpoint yet"


@pytest.mark.parametrize(
    "change",
    [
        {"witness": "another.test"},
        {"key": str(COLLEGE.key), "witness": COLLEGE.name},
        {"key": "no key"},
        {"line": "no line"},
        {"cosigned_at": "2020-01-02T00:00:00Z"},
    ],
    ids=lambda change: ", ".join(change),
)
def test_the_audit_finds_a_changed_cosignature(note, change):
    assert audit_ledger().is_ok
    with unguarded():
        Cosignature.objects.update(**change)
        damage = audit_ledger().damage
    assert (damage.seq, damage.kind) == (6, "bad cosignature")


def test_the_audit_finds_a_line_that_the_witness_did_not_sign(note):
    later = BOARD.line(note, SEEN_AT + 1)
    with unguarded():
        Cosignature.objects.update(line=BOARD.line(note)[:-60] + later[-60:])
        assert audit_ledger().damage.kind == "bad cosignature"


@pytest.mark.parametrize("key", ["no-key", str(STRANGER.key)[:-4], str(LOG_KEY)])
def test_a_key_that_is_not_a_witnesses_is_named_by_a_check(client, settings, three_entries, key):
    settings.WITNESS_KEYS = [key, str(BOARD.key)]
    (error,) = witness_keys_are_readable(None)
    assert error.id == "portal.E003" and repr(key) in error.msg
    assert [row.split()[0] for row in rows(client)] == [BOARD.name]


def test_keys_that_are_witnesses_pass_the_check(known):
    assert witness_keys_are_readable(None) == []
