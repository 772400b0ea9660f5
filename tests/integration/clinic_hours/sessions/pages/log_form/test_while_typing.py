"""While a session is typed, the form shows what sending it would find. Nothing is saved."""

import pytest
from django.urls import reverse

from clinic_hours.sessions.models import ClinicSession
from tests.factories.clinic import logged

pytestmark = pytest.mark.django_db
CHECK = reverse("hours:session_new_check")


@pytest.fixture
def found(student, typed):
    """Return a function that returns the findings of the form with some fields changed."""

    def check(**changed: str) -> list[str]:
        answer = student.post(CHECK, typed | changed)
        assert answer.status_code == 200
        assert not ClinicSession.objects.exists()
        return [finding.code for finding in answer.context["found"]]

    return check


def test_a_session_without_problems_has_no_findings(found):
    assert found() == []


def test_what_would_be_refused_is_found_before_sending(found):
    assert found(start="17:00", end="19:00") == ["in_future", "many_clients"]


def test_what_the_instructor_would_be_warned_about_is_found_too(found):
    assert found(date="2026-11-10", clients="8") == ["many_clients", "late_reason_missing"]


@pytest.mark.parametrize(
    "note",
    [
        "Mrs. Alvarez felt better.",
        "Neck of client Smith.",
        "Jenny felt looser after.",
        "Call 305-555-0142.",
        "jenny@home.test asked for oil.",
        "Born 4/12/1961.",
    ],
)
def test_a_note_that_may_name_a_client_is_asked_about_before_sending(student, typed, note):
    page = student.post(CHECK, typed | {"note": note})
    assert [finding.code for finding in page.context["found"]] == ["client_may_be_named"]
    assert 'name="names_no_client"' in page.text


def test_the_note_is_asked_about_while_the_times_are_still_missing(found):
    assert found(start="", end="", note="Jenny felt looser after.") == ["client_may_be_named"]


def test_a_confirmed_note_stays_confirmed_while_typing_goes_on(student, typed):
    sure = {"note": "Jenny felt looser after.", "names_no_client": "on"}
    page = student.post(CHECK, typed | sure)
    assert [finding.code for finding in page.context["found"]] == ["note_may_identify_client"]
    assert "checked" in page.text


def test_a_correction_is_not_compared_with_itself(student, lucia, rosa, typed):
    session = logged(lucia, rosa, start="14:00", end="17:30", submit=False)
    address = reverse("hours:session_edit_check", args=[session.public_id])
    assert list(student.post(address, typed).context["found"]) == []
    overlapping = student.post(CHECK, typed).context["found"]
    assert [finding.code for finding in overlapping] == ["overlap", "over_daily_cap"]


def test_someone_elses_session_cannot_be_checked(student, mei, rosa, typed):
    session = logged(mei, rosa, submit=False)
    address = reverse("hours:session_edit_check", args=[session.public_id])
    assert student.post(address, typed).status_code == 404
