"""Texts behind commitments can be erased, but neither changed nor deleted unnoticed."""

import pytest
from django.utils import timezone

from clinic_hours.ledger.models import CommittedText
from clinic_hours.people.models import Enrollment
from tests.integration.clinic_hours.record import (
    ANA,
    FIRST,
    LUCIA,
    RENAMED,
    REVERSAL,
    REVOCATION,
    TRANSFER,
    Record,
)
from tests.tampering import guards_down, run

from ..damage import found

pytestmark = pytest.mark.django_db


def name_of(record: Record) -> CommittedText:
    return CommittedText.objects.get(text="Ana Ruiz")


def change_text(text: CommittedText, /, **columns) -> None:
    CommittedText.objects.filter(pk=text.pk).update(**columns)


def erase_all() -> None:
    CommittedText.objects.update(text="", salt=b"", erased_at=timezone.now())


def test_erased_texts_break_nothing(record):
    erase_all()
    assert found() is None


def test_without_its_text_an_entry_still_fixes_everything_else(record):
    erase_all()
    Enrollment.objects.filter(pk=record.ana.pk).update(status="ended", ended_on="2026-12-01")
    assert found() == (RENAMED, "altered enrollment")


@pytest.mark.parametrize(
    "columns",
    [
        {"text": "Ana María Ruiz"},
        {"text": ""},
        {"salt": bytes(16)},
        {"salt": b""},
        {"erased_at": "2026-11-16T23:00:00Z"},
        {"text": "", "erased_at": "2026-11-16T23:00:00Z"},
        {"salt": b"", "erased_at": "2026-11-16T23:00:00Z"},
    ],
)
def test_an_altered_text(record, columns):
    change_text(name_of(record), **columns)
    assert found() == (None, "altered text")


def test_a_text_whose_beginning_was_moved_into_its_salt(record):
    """Their hash is the same, but a salt has 16 bytes."""
    name = name_of(record)
    change_text(name, text=name.text[4:], salt=bytes(name.salt) + name.text[:4].encode())
    assert found() == (None, "altered text")
    name.refresh_from_db()
    assert name.proved == ""


@pytest.mark.parametrize(
    ("text", "seq"),
    [
        ("Lucía Ferrer", LUCIA),
        ("Transcript of Coral College, 2026-05-02", TRANSFER),
        ("Wrong day.", REVERSAL),
        ("Ana", ANA),
        ("Ana Ruiz", RENAMED),
        ("Misprinted.", REVOCATION),
    ],
)
def test_a_deleted_text_is_named_with_its_entry(record, text, seq):
    with guards_down():
        run("DELETE FROM clinic_hours_ledger_committedtext WHERE text = %s", text)
        assert found() == (seq, "missing text")


def test_a_reason_exchanged_for_another_true_one(record):
    """Both texts fit their commitments, so it is the event that no longer fits."""
    events = record.hours[0].session.events.exclude(reason=None)
    with guards_down():
        other = CommittedText.objects.get(text="Wrong day.")
        events.update(reason=other)
        assert found() == (FIRST, "altered event")
