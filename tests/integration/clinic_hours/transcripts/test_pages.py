"""Transcripts on the desks: issuing, reading, downloading, revoking, and disclosures."""

import json

import pytest
from django.urls import reverse
from django.utils import timezone

from clinic_hours.people.services.names import show_name
from clinic_hours.transcripts.documents.issuing import issue_transcript
from clinic_hours.transcripts.models import Disclosure, Transcript
from clinic_hours.transcripts.services.transcripts import revoke_transcript
from tests.factories.clinic import logged, signed
from tests.performance.counting import queries

pytestmark = pytest.mark.django_db


def page_of(enrollment) -> str:
    return reverse("hours:transcripts", args=[enrollment.public_id])


def file_of(transcript: Transcript, form: str) -> str:
    return reverse("hours:transcript_file", args=[transcript.code, form])


def revoke_url(transcript: Transcript) -> str:
    return reverse("hours:transcript_revoke", args=[transcript.code])


def disclosures_of(enrollment) -> str:
    return reverse("hours:disclosures", args=[enrollment.public_id])


@pytest.fixture
def begun(lucia, rosa):
    """Lucía has three hours signed."""
    return signed(logged(lucia, rosa))


@pytest.fixture
def transcript(begun, lucia, cora) -> Transcript:
    return issue_transcript(actor=cora, enrollment=lucia)


def test_the_coordinator_issues_a_transcript_and_is_redirected_to_the_list(
    client, begun, lucia, cora
):
    client.force_login(cora)
    answer = client.post(page_of(lucia), {"after": "0"})
    assert (answer.status_code, answer.headers["Location"]) == (303, page_of(lucia))
    page = client.get(page_of(lucia)).content.decode()
    assert "Transcript 1 was issued." in page
    assert 'data-testid="transcript-status"' in page
    assert "Issued" in page and "Valid" not in page


def test_a_double_click_issues_one(client, begun, lucia, cora):
    client.force_login(cora)
    client.post(page_of(lucia), {"after": "0"})
    again = client.post(page_of(lucia), {"after": "0"})
    assert again.status_code == 409
    assert "perhaps by a second click" in again.content.decode()
    assert Transcript.objects.count() == 1


@pytest.mark.parametrize("after", ["", "x", "-1"])
def test_a_form_without_a_valid_newest_number_issues_nothing(client, begun, lucia, cora, after):
    client.force_login(cora)
    assert client.post(page_of(lucia), {"after": after}).status_code == 422
    assert not Transcript.objects.exists()


def test_the_coordinator_is_told_what_is_missing_and_what_still_waits(
    client, begun, lucia, rosa, cora
):
    logged(lucia, rosa, start="17:00", end="18:00")
    client.force_login(cora)
    page = client.get(page_of(lucia)).content.decode()
    assert "3 of 90 hours count" in page
    assert "Still waiting for an instructor, so not included: 1 h." in page


def test_a_student_sees_their_own_and_issues_none(client, transcript, lucia):
    client.force_login(lucia.student)
    page = client.get(page_of(lucia)).content.decode()
    assert file_of(transcript, "pdf") in page
    assert "Issue the transcript" not in page
    assert client.post(page_of(lucia), {"after": "1"}).status_code == 403


def test_a_code_links_to_the_page_that_verifies_it(client, transcript, lucia):
    client.force_login(lucia.student)
    address = f"/verify/{transcript.code}/"
    assert f'href="{address}"' in client.get(page_of(lucia)).content.decode()
    assert client.get(address).status_code == 200


def test_a_student_without_transcripts_is_told_where_they_come_from(client, lucia):
    client.force_login(lucia.student)
    assert (
        "Ask the clinic office when you need a transcript"
        in client.get(page_of(lucia)).content.decode()
    )


def test_an_instructor_reads_no_transcripts(client, transcript, lucia, rosa):
    client.force_login(rosa.user)
    assert client.get(page_of(lucia)).status_code == 403
    assert client.get(file_of(transcript, "pdf")).status_code == 404


@pytest.mark.parametrize("form", ["pdf", "csv", "xlsx", "json"])
def test_each_format_is_downloaded_with_the_students_name_in_the_file_name(
    client, transcript, lucia, form
):
    client.force_login(lucia.student)
    answer = client.get(file_of(transcript, form))
    assert answer.status_code == 200
    assert f'filename="transcript-1-lucia-ferrer.{form}"' in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "private, no-store"
    row = Disclosure.objects.get(kind="downloaded")
    assert (row.seen_by, row.purpose) == (lucia.student, form.upper())


def test_the_json_contains_the_signed_statement(client, transcript, lucia):
    client.force_login(lucia.student)
    said = json.loads(client.get(file_of(transcript, "json")).content)
    assert said["statement"].encode() == bytes(transcript.statement)


@pytest.mark.parametrize("form", ["exe", "html"])
def test_an_unknown_format_is_not_found(client, transcript, lucia, form):
    client.force_login(lucia.student)
    assert client.get(file_of(transcript, form)).status_code == 404


def test_another_students_transcript_looks_like_one_that_does_not_exist(
    client, transcript, lucia, mei
):
    client.force_login(mei.student)
    assert client.get(file_of(transcript, "pdf")).status_code == 404
    assert client.get(f"/hours/transcripts/{'0' * 26}.pdf").status_code == 404
    assert client.get(page_of(lucia)).status_code == 404
    assert not Disclosure.objects.filter(kind="downloaded").exists()


def test_a_head_request_is_not_a_disclosure(client, transcript, lucia):
    client.force_login(lucia.student)
    assert client.head(file_of(transcript, "json")).status_code == 200
    assert not Disclosure.objects.filter(kind="downloaded").exists()


def test_revoking_needs_a_reason_which_is_shown(client, transcript, lucia, cora):
    client.force_login(cora)
    refused = client.post(revoke_url(transcript), {"reason": " "})
    assert refused.status_code == 422
    assert "Enter a reason" in refused.content.decode()
    answer = client.post(revoke_url(transcript), {"reason": "Issued for the wrong Lucía."})
    assert answer.status_code == 303
    assert "Issued for the wrong Lucía." in client.get(page_of(lucia)).content.decode()


def test_revoking_twice_says_so(client, transcript, cora):
    revoke_transcript(actor=cora, transcript=transcript, reason="Once.")
    client.force_login(cora)
    again = client.post(revoke_url(transcript), {"reason": "Twice."})
    assert again.status_code == 409
    assert "already revoked" in again.content.decode()


def test_only_the_coordinator_revokes(client, transcript, lucia, otis):
    for person in (lucia.student, otis):
        client.force_login(person)
        assert client.post(revoke_url(transcript), {"reason": "No."}).status_code == 403


def test_a_superseded_transcript_names_the_newest_one(client, transcript, lucia, cora):
    issue_transcript(actor=cora, enrollment=lucia)
    client.force_login(lucia.student)
    assert "The latest is transcript 2." in client.get(page_of(lucia)).content.decode()


def test_a_student_sees_who_was_shown_the_record(client, transcript, lucia, otis):
    show_name(actor=otis, enrollment=lucia, reason="Annual review", now=timezone.now())
    client.force_login(otis)
    client.get(file_of(transcript, "csv"))
    client.force_login(lucia.student)
    page = client.get(disclosures_of(lucia)).content.decode()
    assert "Transcript downloaded (CSV)" in page
    assert str(otis) in page


def test_a_long_list_of_disclosures_is_paginated(client, transcript, lucia):
    Disclosure.objects.bulk_create(
        Disclosure(enrollment=lucia, transcript=transcript, kind="verified") for _ in range(60)
    )
    client.force_login(lucia.student)
    first = client.get(disclosures_of(lucia))
    older = client.get(disclosures_of(lucia) + first.context["older_url"])
    shown = [*first.context["page"].disclosures, *older.context["page"].disclosures]
    assert len({row.pk for row in shown}) == len(shown) == 61


def test_many_transcripts_take_no_more_queries_than_one(client, transcript, lucia, cora):
    client.force_login(cora)
    client.get(page_of(lucia))
    with queries() as few:
        client.get(page_of(lucia))
    for _ in range(12):
        issue_transcript(actor=cora, enrollment=lucia)
    with queries() as many:
        client.get(page_of(lucia))
    assert len(many) == len(few) <= 14, many  # one finds an open request, two read the log
