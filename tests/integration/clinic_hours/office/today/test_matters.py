"""What needs the office: each matter appears, says what to do, and goes away once it is settled."""

from datetime import timedelta

import pytest
from django.urls import reverse

from clinic_hours.ledger.models import LedgerAudit
from clinic_hours.people.models import Credential
from clinic_hours.sessions.models import ClinicSession
from clinic_hours.transcripts.documents.issuing import issue_transcript
from clinic_hours.transcripts.models import TranscriptRequest
from tests.factories.clinic import (
    NOW,
    TODAY,
    CredentialFactory,
    EnrollmentFactory,
    SupervisorFactory,
    logged,
    published_set,
    signed,
)

from .page import HALF_A_YEAR, facts, matter, said

pytestmark = pytest.mark.django_db


def checked(cora, *, ago=timedelta(hours=1), **more) -> LedgerAudit:
    at = NOW - ago
    like = {"started_by": cora, "started_at": at, "heard_at": at, "finished_at": at, "entries": 3}
    return LedgerAudit.objects.create(**like | more)


def test_a_failed_check_of_the_ledger_comes_first_with_the_entrys_number(office, cora, lucia):
    checked(cora, damage="its hash does not fit", damaged_seq=2)
    SupervisorFactory(credential=None)  # cannot sign, which is next
    first, *_others = facts(office)
    assert first == "The ledger check failed at entry 2"
    assert "its hash does not fit" in said(office, "The ledger check failed")
    checked(cora, ago=timedelta(minutes=1))
    assert "The ledger check failed" not in office.get(reverse("hours:today")).text


def test_a_ledger_not_checked_for_a_day_asks_to_be_checked(office, cora, lucia):
    assert "It was never checked." in said(office, "The ledger was not checked")
    checked(cora, ago=timedelta(hours=25))
    row = matter(office, "The ledger was not checked")
    assert "Last checked Sunday at 5:00 pm." in row
    assert f'action="{reverse("hours:ledger_audit")}"' in row
    checked(cora, ago=timedelta(hours=23))
    assert not said(office, "The ledger was not checked")
    page = office.get(reverse("hours:today")).text
    assert "The ledger is in order" in page
    assert "Checked Sunday at 7:00 pm. All 3 entries agree." in page


def test_an_expired_license_names_the_instructor_and_what_waits(office, lucia):
    theo = SupervisorFactory(user__display_name="Theo Lindqvist")
    logged(lucia, theo)
    Credential.objects.update(expires_on=TODAY - timedelta(days=1))
    row = matter(office, "Theo Lindqvist’s license expired Sunday")
    assert "Theo can’t supervise or sign until the renewal is recorded. 1 session waits." in row
    assert f'href="{reverse("hours:license_new", args=[theo.user.public_id])}"' in row
    CredentialFactory(supervisor=theo)
    assert not said(office, "Theo")


def test_several_expired_licenses_are_one_row(office):
    for name in ("Theo Lindqvist", "Irene Okafor"):
        SupervisorFactory(user__display_name=name)
    Credential.objects.update(expires_on=TODAY - timedelta(days=1))
    row = said(office, "2 instructors have no current license")
    assert "Theo Lindqvist, Irene Okafor can’t supervise or sign." in row


def test_an_instructor_without_a_license_cannot_sign(office):
    nia = SupervisorFactory(user__display_name="Nia Cole", credential=None)
    assert "until a license is recorded" in said(office, "Nia Cole has no license on record")
    nia.is_active = False
    nia.save()
    assert not said(office, "Nia Cole")


@pytest.mark.parametrize(
    ("days", "fact"),
    [
        (61, ""),
        (60, "expires in 60 days"),
        (8, "expires in 8 days"),
        (1, "expires in 1 day"),
        (0, "expires today"),
    ],
)
def test_a_license_that_expires_soon_says_when(office, days, fact):
    irene = SupervisorFactory(user__display_name="Irene Okafor", credential=None)
    CredentialFactory(supervisor=irene, expires_on=TODAY + timedelta(days=days))
    assert said(office, "Irene Okafor").count("expires") == bool(fact)
    assert fact in said(office, "Irene Okafor")
    CredentialFactory(supervisor=irene)
    assert not said(office, "Irene Okafor")


def test_only_the_student_furthest_behind_is_named(office, rosa, site):
    more = {"started_on": HALF_A_YEAR, "target_on": TODAY + timedelta(days=30)}
    for number in range(3):
        enrollment = EnrollmentFactory(student__display_name=f"Student {number}", **more)
        length = {"start": "08:00", "end": f"{9 + number:02}:00"}
        ago = timedelta(days=10)
        signed(logged(enrollment, rosa, day=TODAY - ago, now=NOW - ago, **length), now=NOW - ago)
    row = matter(office, "weeks behind")
    assert "Student 0 is" in row
    assert "At this pace," in row
    assert f'href="{reverse("hours:student_list")}?risk=far-behind">2 more are far behind' in row
    assert sum("Student" in fact for fact in facts(office)) == 1


def test_five_days_of_waiting_are_named_by_instructor(office, lucia, mei, rosa):
    for number, days in enumerate((9, 5, 4)):
        ago = timedelta(days=days)
        student = (lucia, mei)[number % 2]
        logged(student, rosa, day=TODAY - ago, now=NOW - ago)
    irene = SupervisorFactory(user__display_name="Irene Okafor")
    waits = logged(mei, irene, day=TODAY - timedelta(days=6), now=NOW - timedelta(days=6))
    row = matter(office, "3 sessions have waited 5 days or more")
    assert "Rosa Castellanos 2, Irene Okafor 1. Oldest: 9 days." in row
    assert "Remind both" in row
    signed(waits)
    assert "Irene" not in said(office, "2 sessions have waited 5 days or more")


def test_everything_signed_and_no_transcript_is_ready_for_one(office, cora, rosa, site):
    line = {"category": "hands-on", "name": "Hands-on", "minutes": 180}
    joel = EnrollmentFactory(
        student__display_name="Joel Rivera", requirement_set=published_set(line)
    )
    signed(logged(joel, rosa))
    row = matter(office, "Joel Rivera is ready for a transcript")
    assert "All 3 hours are signed, the last on November 16." in row
    assert f'href="{reverse("hours:transcripts", args=[joel.public_id])}"' in row
    issue_transcript(actor=cora, enrollment=joel, now=NOW)
    assert not said(office, "Joel Rivera")


@pytest.mark.parametrize(
    ("days", "urgency", "detail"),
    [
        (-1, "Today", "It was due Sunday."),
        (0, "Today", "It is due today."),
        (7, "This week", "It is due November 23."),
        (8, "When you have a minute", "It is due November 24."),
    ],
)
def test_a_request_for_a_transcript_says_when_it_is_due(office, cora, lucia, days, urgency, detail):
    due_on = TODAY + timedelta(days=days)
    TranscriptRequest.objects.create(enrollment=lucia, asked_at=NOW, due_on=due_on)
    row = matter(office, "Lucía Ferrer asked for a transcript")
    assert detail in row
    assert f'href="{reverse("hours:transcripts", args=[lucia.public_id])}"' in row
    page = office.get(reverse("hours:today"), {"all": "1"}).text
    assert page.split("Lucía Ferrer asked")[0].rsplit('today__group">', 1)[1].startswith(urgency)
    TranscriptRequest.objects.update(
        transcript=issue_transcript(actor=cora, enrollment=lucia, now=NOW)
    )
    assert not said(office, "asked for a transcript")


def test_several_requests_are_one_row(office, lucia, mei):
    for enrollment, days in ((lucia, 5), (mei, 3)):
        due_on = TODAY + timedelta(days=days)
        TranscriptRequest.objects.create(enrollment=enrollment, asked_at=NOW, due_on=due_on)
    row = matter(office, "2 students asked for a transcript")
    assert "Mei Tanaka, Lucía Ferrer. It is due November 19." in row
    assert f'href="{reverse("hours:transcript_list")}"' in row


def test_whoever_asked_is_not_listed_as_ready_too(office, rosa, site):
    line = {"category": "hands-on", "name": "Hands-on", "minutes": 180}
    joel = EnrollmentFactory(
        student__display_name="Joel Rivera", requirement_set=published_set(line)
    )
    signed(logged(joel, rosa))
    TranscriptRequest.objects.create(enrollment=joel, asked_at=NOW, due_on=TODAY)
    assert not said(office, "ready for a transcript")


def test_a_disputed_session_waits_for_the_offices_decision(office, lucia, rosa):
    disputed = logged(lucia, rosa)
    ClinicSession.objects.filter(pk=disputed.pk).update(awaits="office")
    row = matter(office, "1 session needs your decision")
    assert "Lucía Ferrer" in row
    assert f'href="{reverse("hours:session", args=[disputed.public_id])}"' in row
    assert "For the office’s decision" in office.get(reverse("hours:waiting")).text
    ClinicSession.objects.filter(pk=disputed.pk).update(awaits="")
    assert not said(office, "your decision")
