"""Issuing and checking a transcript from the shell."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from clinic_hours.ledger.selectors.key_records import key_records
from clinic_hours.ledger.services.rotation import rotate_signing_key
from clinic_hours.transcripts.documents.json import key_set_json, transcript_json
from clinic_hours.transcripts.models import Transcript
from clinic_hours.transcripts.selectors.transcripts import document_of
from clinic_hours.transcripts.verify_transcript import verify
from tests.factories.paper.schools import small_school
from tests.factories.transcripts import in_bytes

pytestmark = pytest.mark.django_db


def said(*arguments: str) -> str:
    out = io.StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def verdict(*arguments: str) -> tuple[int, str]:
    """Return the exit status and the output of a check."""
    out = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("verify_transcript", *arguments, stdout=out)
    return ended.value.code, out.getvalue()


def issue(enrollment: str, email: str) -> list[str]:
    return said("issue_transcript", enrollment, "--as", email).splitlines()


def test_a_coordinator_issues_by_student_number_or_id(lucia, cora, three_entries, settings):
    code, address = issue(lucia.student_number, cora.email)
    assert address == f"{settings.SITE_URL}/verify/{code}/"
    assert issue(str(lucia.public_id), cora.email)[0] != code
    assert Transcript.objects.filter(enrollment=lucia, issued_by=cora).count() == 2


def test_a_transcript_from_the_ledger_passes_the_verifier(lucia, cora, three_entries, tmp_path):
    code, _address = issue(lucia.student_number, cora.email)
    data = transcript_json(document_of(Transcript.objects.get(code=code)))
    assert data == transcript_json(document_of(Transcript.objects.get(code=code)))
    (tmp_path / "transcript.json").write_bytes(data)
    (tmp_path / "keys.json").write_bytes(key_set_json(key_records()))
    keys = ("--keys", str(tmp_path / "keys.json"))
    status, words = verdict(str(tmp_path / "transcript.json"), *keys)
    assert (status, words.splitlines()[0]) == (0, "VALID")
    assert "Entries with hours: 3." in words


def test_it_passes_after_the_key_has_changed(own_key, lucia, cora, three_entries):
    code, _address = issue(lucia.student_number, cora.email)
    rotate_signing_key()
    steps = verify(transcript_json(document_of(Transcript.objects.get(code=code))))
    assert steps[-1].ok
    assert len(key_records()) == 2


@pytest.mark.parametrize(
    ("enrollment", "email", "sentence"),
    [
        ("P-00000", "cora", "Enrollment P-00000 does not exist."),
        ("mine", "nobody@palmetto.test", "No one has the email address"),
        ("mine", "rosa", "Only a coordinator"),
    ],
)
def test_a_transcript_that_cannot_be_issued_is_refused_with_a_sentence(
    lucia, cora, rosa, enrollment, email, sentence
):
    email = {"cora": cora.email, "rosa": rosa.user.email}.get(email, email)
    with pytest.raises(CommandError, match=sentence):
        issue(lucia.student_number if enrollment == "mine" else enrollment, email)


def test_the_check_needs_no_database_and_names_what_is_wrong(tmp_path, django_assert_num_queries):
    path = tmp_path / "transcript.json"
    data = in_bytes(small_school().form())
    path.write_bytes(data)
    connection.close()
    with django_assert_num_queries(0):
        status, words = verdict(str(path))
        assert (status, words.splitlines()[0], "690 minutes" in words) == (2, "UNKNOWN", True)
        path.write_bytes(data[:-200])
        status, words = verdict(str(path))
        assert (status, words.splitlines()[0], "FAILED" in words) == (1, "REFUSED", True)
    with pytest.raises(CommandError, match="cannot be read"):
        verdict(str(tmp_path / "missing.json"))
    with pytest.raises(CommandError, match="not a list of keys"):
        verdict(str(path), "--keys", str(path))
