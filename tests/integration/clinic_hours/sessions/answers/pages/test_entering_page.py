"""The form with which staff enter a session for a student."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from clinic_hours.sessions.models import ClinicSession
from tests.factories.clinic import TODAY, CredentialFactory, SupervisorFactory, logged, signed
from tests.integration.clinic_hours.sessions.answers.steps import accepted

from .forms import page

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(typed) -> dict[str, str]:
    return typed | {"reason": "The tablet was out of order.", "evidence": "Sign-in sheet"}


def enter(browser, enrollment, data):
    return browser.post(reverse("hours:session_enter", args=[enrollment.public_id]), data)


def test_the_office_enters_it_and_the_student_accepts(office, own, lucia, entry):
    record = office.get(reverse("hours:enrollment", args=[lucia.public_id])).text
    assert "Enter a session for Lucía Ferrer" in record
    answer = enter(office, lucia, entry)
    assert answer.status_code == 303
    session = ClinicSession.objects.get()
    text = page(own, session)
    assert "Cora Whitfield entered this session for you" in text
    assert "The tablet was out of order." in text
    assert "Sign-in sheet" in text
    assert "Accept" in text


def test_nobody_has_attested_it_before_it_is_signed(own, by_office):
    record, listing = page(own, by_office), own.get(reverse("hours:session_list")).text
    assert "Entered for the student" in record and "Entered for the student" in listing
    assert "Attested" not in record + listing
    assert "entered for you" in own.get(reverse("hours:home")).text
    signed(accepted(by_office))
    record, listing = page(own, by_office), own.get(reverse("hours:session_list")).text
    assert "Attested by an instructor" in record and "Attested by an instructor" in listing


def test_it_is_entered_outside_the_window(office, lucia, entry):
    long_ago = (TODAY - timedelta(days=40)).isoformat()
    assert enter(office, lucia, entry | {"date": long_ago}).status_code == 303


def test_an_instructor_is_offered_only_their_own_sessions(instructor, lucia, rosa, entry):
    logged(lucia, rosa, start="08:00", end="09:00")
    other = SupervisorFactory()
    address = reverse("hours:session_enter", args=[lucia.public_id])
    assert str(other) not in instructor.get(address).text
    assert enter(instructor, lucia, entry | {"supervisor": other.pk}).status_code == 422
    assert enter(instructor, lucia, entry).status_code == 303


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"reason": ""}, "Enter the reason. It becomes part of the record."),
        ({"reason": "Mr. Stone was late."}, "This may identify a client"),
        ({"evidence": "Message of Mr. Stone"}, "This may identify a client"),
        ({"note": "Mr. Stone"}, "This may identify a client"),
        ({"end": "13:00"}, "The end time is before the start time"),
        ({"date": "2026-08-01"}, "The student enrolled on"),
        ({"supervisor": ""}, "Choose the instructor who supervised the session."),
    ],
)
def test_what_is_refused_stays_typed(change, sentence, office, lucia, entry):
    answer = enter(office, lucia, entry | change)
    assert answer.status_code == 422
    assert sentence in answer.text
    if "reason" not in change:
        assert "The tablet was out of order." in answer.text
    assert not ClinicSession.objects.exists()


def test_a_license_counts_by_the_day_of_the_session(office, lucia, entry):
    lapsed = SupervisorFactory(credential=None)
    CredentialFactory(supervisor=lapsed, expires_on=date(2026, 10, 31))
    lapsing = entry | {"supervisor": lapsed.pk}
    refused = enter(office, lucia, lapsing | {"date": "2026-11-02"})
    assert "license was not current on Nov 2, 2026" in refused.text
    assert enter(office, lucia, lapsing | {"date": "2026-10-30"}).status_code == 303
