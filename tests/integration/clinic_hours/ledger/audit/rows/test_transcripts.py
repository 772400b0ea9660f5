"""The audit names transcripts, their files and their revocations that are not those of the log."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from clinic_hours.ledger.models import LogEntry
from clinic_hours.ledger.signatures import new_key
from clinic_hours.transcripts.models import Disclosure, IssuedFile, Revocation, Transcript
from tests.integration.clinic_hours.record import ANA, NEWER, REVOCATION, TRANSCRIPT, Record
from tests.tampering import guards_down, insert, make_the_tree_fit, slip_in

from ..damage import found

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
ALTERED = (TRANSCRIPT, "altered transcript")


def edit(record: Record, **columns) -> None:
    Transcript.objects.filter(pk=record.transcript.pk).update(**columns)


def more_hours(record: Record) -> bytes:
    return bytes(record.transcript.statement).replace(b'"minutes":', b'"minutes":9')


def a_code(record: Record) -> None:
    edit(record, code=record.transcript.code[::-1])


def a_number(record: Record) -> None:
    edit(record, number=99)


def another_enrollment(record: Record) -> None:
    edit(record, enrollment=record.ana)


def another_checkpoint(record: Record) -> None:
    edit(record, checkpoint=record.newer.checkpoint)


def another_day(record: Record) -> None:
    edit(record, issued_at=record.transcript.issued_at + HOUR)


def its_hours(record: Record) -> None:
    edit(record, statement=more_hours(record))


def its_signature(record: Record) -> None:
    edit(record, signature=bytes(64))


def the_statement_of_another(record: Record) -> None:
    newer = record.newer
    edit(record, statement=newer.statement, signature=newer.signature)


def hours_signed_with_a_key_of_their_own(record: Record) -> None:
    key, statement = new_key(), more_hours(record)
    slip_in(key, first_seq=1)
    edit(record, statement=statement, signature=key.sign(statement), signing_key=key.id)


def a_file(record: Record) -> None:
    IssuedFile.objects.filter(transcript=record.transcript, name="en.pdf").update(content=b"%PDF-")


def a_file_deleted(record: Record) -> None:
    IssuedFile.objects.filter(transcript=record.transcript, name="en.pdf").delete()


def a_file_added(record: Record) -> None:
    IssuedFile.objects.create(transcript=record.transcript, name="fr.pdf", content=b"%PDF-")


def two_files_exchanged(record: Record) -> None:
    files = IssuedFile.objects.filter(transcript=record.transcript)
    english, spanish = (bytes(files.get(name=name).content) for name in ("en.pdf", "es.pdf"))
    files.filter(name="en.pdf").update(content=spanish)
    files.filter(name="es.pdf").update(content=english)


@pytest.mark.parametrize(
    "tampering",
    [
        *(a_code, a_number, another_enrollment, another_checkpoint, another_day, its_hours),
        *(its_signature, the_statement_of_another, hours_signed_with_a_key_of_their_own),
        *(a_file, a_file_deleted, a_file_added, two_files_exchanged),
    ],
)
def test_an_altered_transcript(record, tampering):
    with guards_down():
        tampering(record)
        assert found() == ALTERED


def test_two_transcripts_exchanged(record):
    with guards_down():
        for pk, entry in (
            (record.transcript.pk, 900),
            (record.newer.pk, TRANSCRIPT),
            (record.transcript.pk, NEWER),
        ):
            Transcript.objects.filter(pk=pk).update(entry=entry)
        assert found() == ALTERED


def delete(transcript: Transcript) -> None:
    for model in (Revocation, IssuedFile, Disclosure):
        model.objects.filter(transcript=transcript).delete()
    Transcript.objects.filter(pk=transcript.pk).delete()


def test_a_deleted_transcript(record):
    with guards_down():
        delete(record.newer)
        assert found() == (NEWER, "missing transcript")


def test_a_deleted_transcript_with_its_revocation(record):
    with guards_down():
        delete(record.transcript)
        assert found() == (TRANSCRIPT, "missing transcript")


@pytest.mark.parametrize("entry", [ANA, REVOCATION])
def test_an_invented_transcript_that_points_at_another_kind_of_entry(record, entry):
    with guards_down():
        insert(record.newer, id=None, number=3, code="0" * 26, entry_id=entry)
        assert found() == (entry, "extra transcript")


def test_an_invented_transcript_that_points_nowhere(record):
    with guards_down():
        insert(record.newer, id=None, number=3, code="0" * 26, entry_id=99)
        assert found() == (99, "missing entry")


def test_an_invented_transcript_with_an_entry_of_its_own(record):
    with guards_down():
        last = LogEntry.objects.get(seq=NEWER)
        insert(last, seq=NEWER + 1, enrollment_seq=last.enrollment_seq + 1)
        insert(record.newer, id=None, number=3, code="0" * 26, entry_id=NEWER + 1)
        make_the_tree_fit()
        assert found() == (NEWER + 1, "altered row")


def revise(**columns) -> None:
    Revocation.objects.update(**columns)


def another_reason(record: Record) -> None:
    revise(reason=record.hours[0].session.events.exclude(reason=None).first().reason)


def revoked_earlier(record: Record) -> None:
    revise(revoked_at=record.revocation.revoked_at - HOUR)


def of_the_newer_one(record: Record) -> None:
    revise(transcript=record.newer)


@pytest.mark.parametrize("tampering", [another_reason, revoked_earlier, of_the_newer_one])
def test_an_altered_revocation(record, tampering):
    with guards_down():
        tampering(record)
        assert found() == (REVOCATION, "altered revocation")


def test_a_deleted_revocation(record):
    with guards_down():
        Revocation.objects.all().delete()
        assert found() == (REVOCATION, "missing revocation")


@pytest.mark.parametrize("entry", [ANA, NEWER])
def test_an_invented_revocation_that_points_at_another_kind_of_entry(record, entry):
    with guards_down():
        insert(record.revocation, id=None, transcript_id=record.newer.pk, entry_id=entry)
        assert found() == (entry, "extra revocation")


def test_an_invented_revocation_that_points_nowhere(record):
    with guards_down():
        insert(record.revocation, id=None, transcript_id=record.newer.pk, entry_id=99)
        assert found() == (99, "missing entry")


def test_the_command_names_it_and_exits_with_an_error(record):
    with guards_down():
        another_enrollment(record)
        with pytest.raises(CommandError, match=f"seq {TRANSCRIPT}: altered transcript: enrollment"):
            call_command("audit_ledger")
