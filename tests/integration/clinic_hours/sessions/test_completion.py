"""An enrollment is completed only while every requirement is met, and every page agrees."""

import pytest
import time_machine
from django.urls import reverse

from clinic_hours.core.domain.errors import NotAllowed
from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.domain.attestation import reversal_statement
from clinic_hours.sessions.models import HourEntry
from clinic_hours.sessions.services.completion import complete_enrollment
from clinic_hours.sessions.services.credits import reverse_credit
from clinic_hours.sessions.services.sign_offs import void_sign_off
from clinic_hours.transcripts.documents.issuing import issue_transcript
from clinic_hours.transcripts.selectors.transcripts import document_of
from tests.factories.clinic import (
    NOW,
    TODAY,
    EnrollmentFactory,
    credited,
    fresh,
    logged,
    published_set,
    signed,
)
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.django_db


def taken_back(actor, entry: HourEntry) -> HourEntry:
    """Take back an entry, from a session or a document."""
    common = {
        "actor": actor,
        "reason": "Entered by mistake.",
        "statement": reversal_statement("en"),
        "authentication": fresh(),
        "now": NOW,
    }
    if entry.session is None:
        return reverse_credit(entry=entry, **common)
    return void_sign_off(session=entry.session, version=entry.session.version, **common)


@pytest.fixture
def enrollment(site) -> Enrollment:
    return EnrollmentFactory(
        requirement_set=published_set({"category": "hands-on", "name": "Hands-on", "minutes": 180})
    )


def by_session(enrollment, rosa, cora) -> HourEntry:
    (entry,) = signed(logged(enrollment, rosa))
    return HourEntry.objects.get(pk=entry.pk)


def by_paper(enrollment, rosa, cora) -> HourEntry:
    return credited(cora, enrollment, minutes=180)


@pytest.mark.parametrize("earned", [by_session, by_paper])
def test_taking_back_hours_reopens_the_enrollment_they_completed(enrollment, rosa, cora, earned):
    entry = earned(enrollment, rosa, cora)
    complete_enrollment(enrollment=enrollment, on=TODAY, now=NOW)
    taken_back(cora, entry)
    enrollment.refresh_from_db()
    assert (enrollment.status, enrollment.ended_on) == (Enrollment.Status.ACTIVE, None)
    statement = document_of(issue_transcript(actor=cora, enrollment=enrollment, now=NOW)).statement
    assert (statement.study.status, statement.is_complete) == ("active", False)


def test_an_enrollment_that_still_meets_everything_stays_completed(enrollment, rosa, cora):
    by_paper(enrollment, rosa, cora)
    entry = by_session(enrollment, rosa, cora)
    complete_enrollment(enrollment=enrollment, on=TODAY, now=NOW)
    taken_back(cora, entry)
    enrollment.refresh_from_db()
    assert (enrollment.status, enrollment.ended_on) == (Enrollment.Status.COMPLETED, TODAY)


def test_an_enrollment_that_ended_otherwise_stays_ended(enrollment, rosa, cora):
    entry = by_session(enrollment, rosa, cora)
    Enrollment.objects.filter(pk=enrollment.pk).update(status="ended", ended_on=TODAY)
    taken_back(cora, entry)
    enrollment.refresh_from_db()
    assert (enrollment.status, enrollment.ended_on) == (Enrollment.Status.ENDED, TODAY)


def test_a_reopened_enrollment_takes_the_corrected_session_and_completes_again(
    enrollment, rosa, cora
):
    entry = by_session(enrollment, rosa, cora)
    complete_enrollment(enrollment=enrollment, on=TODAY, now=NOW)
    taken_back(cora, entry)
    enrollment.refresh_from_db()
    with pytest.raises(NotAllowed):
        complete_enrollment(enrollment=enrollment, on=TODAY, now=NOW)
    signed(logged(enrollment, rosa, start="09:00", end="12:00"))
    assert complete_enrollment(enrollment=enrollment, on=TODAY, now=NOW).ended_on == TODAY


@time_machine.travel(NOW, tick=False)
def test_pages_say_active_and_the_office_is_told(client, enrollment, rosa, cora):
    entry = by_session(enrollment, rosa, cora)
    complete_enrollment(enrollment=enrollment, on=TODAY, now=NOW)
    client.force_login(cora)
    answer = client.post(
        reverse("hours:session_void", args=[entry.session.public_id]),
        {"version": entry.session.version, "reason": "A mistake.", "password": PASSWORD},
        follow=True,
    )
    assert "The enrollment is active again" in answer.text
    for address in (
        reverse("hours:student_list"),
        reverse("hours:enrollment", args=[enrollment.public_id]),
    ):
        main = client.get(address).text.split("<main")[1]
        shown = main.split("</form>")[-1]  # the list's filter has every status
        assert "Active" in shown
        assert "Completed" not in shown
