"""The audit compares what counts, names or sums the log with the log itself."""

import pytest
from django.db.models import F

from clinic_hours.ledger.models import LedgerHead, LogEntry, SigningKey
from clinic_hours.sessions.domain.balances import BALANCED
from clinic_hours.sessions.models import Balance, ClinicSession
from tests.integration.clinic_hours.record import FIRST, NEWER
from tests.tampering import change, guards_down

from ..damage import found

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("hashes", [b"", bytes(32), bytes(64), bytes(33)])
def test_a_tree_that_does_not_match_the_entries_is_found(three_entries, hashes):
    with guards_down():
        for seq in (4, 5, 6):
            stored = LogEntry.objects.get(seq=seq).subtrees
            if bytes(stored) != hashes:
                change(seq, subtrees=hashes)
                assert found() == (seq, "altered tree")
                change(seq, subtrees=stored)


@pytest.mark.parametrize(("size", "expected"), [(9, (7, "missing entry")), (5, (6, "extra entry"))])
def test_a_moved_head_is_found(three_entries, size, expected):
    LedgerHead.objects.update(size=size)
    assert found() == expected


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_wrong_number_of_transcripts_is_found(record, count):
    LedgerHead.objects.update(transcripts=count)
    assert found() == (None, "wrong counter")


def test_a_head_that_names_an_earlier_key_is_found(record):
    LedgerHead.objects.update(signing_key=SigningKey.objects.get(previous=None))
    assert found() == (None, "unknown key")


def test_a_head_that_names_another_log_is_found(record):
    LedgerHead.objects.update(origin="other.test/hours")
    assert found()[1] == "bad checkpoint"


@pytest.mark.parametrize("columns", [{"history_events": 1}, {"history_digest": bytes(32)}])
def test_a_wrong_history_of_a_signed_session_is_found(record, columns):
    ClinicSession.objects.filter(pk=record.hours[0].session_id).update(**columns)
    assert found() == (FIRST, "altered session")


@pytest.mark.parametrize("columns", [{"history_events": 1}, {"history_digest": bytes(32)}])
def test_a_wrong_history_of_an_unsigned_session_is_found(record, columns):
    ClinicSession.objects.filter(pk=record.returned.pk).update(**columns)
    assert found() == (None, "altered history")


@pytest.mark.parametrize("column", BALANCED)
def test_a_wrong_balance_is_found(record, column):
    Balance.objects.update(**{column: F(column) + 1})
    assert found() == (None, "wrong balance")


def test_a_balance_of_hours_that_nobody_earned_is_found(record):
    requirement = record.ana.requirement_set.requirements.first()
    Balance.objects.create(enrollment=record.ana, requirement=requirement, minutes=60)
    assert found() == (None, "wrong balance")


def test_the_record_that_was_counted_is_sound(record):
    assert found() is None
    assert LedgerHead.objects.get().size == NEWER
