"""axe finds no problems on any desk: students', instructors', coordinators', auditors'."""

from datetime import timedelta

import pytest
from django.utils import timezone

from clinic_hours.people.models import Enrollment, Supervisor
from clinic_hours.sessions.models import ClinicSession, HourEntry
from clinic_hours.sessions.services.sessions import take_back_session
from clinic_hours.shifts.models import Place, Shift
from portal.accounts.services.people import create_person
from portal.demo.people import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.looks]


def session_of(email: str, status: str) -> str:
    sessions = ClinicSession.objects.filter(student__email=email, status=status)
    return f"/hours/sessions/{sessions.first().public_id}/"


def enrollment_of(email: str) -> tuple[str, str]:
    """Return the addresses of an enrollment and of one of its totals."""
    enrollment = Enrollment.objects.get(student__email=email)
    requirement = enrollment.requirement_set.requirements.first()
    here = f"/hours/enrollments/{enrollment.public_id}/"
    return here, f"{here}requirements/{requirement.pk}/"


def an_empty_form(page) -> None:
    page.goto("/hours/sessions/new/")
    page.fill("input[name=date]", "")
    page.locator("button[value=submit]").click()


def a_note_that_names_a_client(page) -> None:
    page.goto("/hours/sessions/new/")
    page.fill("input[name=date]", (timezone.localdate() - timedelta(days=1)).isoformat())
    page.fill("input[name=start]", "06:00")
    page.fill("input[name=end]", "07:00")
    page.fill("[name=note]", "Mrs. Alvarez, neck")
    page.locator("button[value=submit]").click()
    page.locator("[name=names_no_client]").wait_for()


def the_question_about_a_discarded_draft(page) -> None:
    page.goto(session_of("andre@palmetto.test", "draft"))
    page.get_by_role("button", name="Discard", exact=True).click()


def the_bar_that_signs(page) -> None:
    page.goto("/hours/queue/")
    page.get_by_test_id("queue-row").first.get_by_role("checkbox").check()
    page.get_by_role("button", name="Sign 1 session").wait_for()


def the_keys_of_the_queue(page) -> None:
    page.get_by_test_id("queue-row").first.get_by_role("checkbox").press("?")
    page.get_by_role("dialog", name="Keyboard shortcuts").wait_for()


def a_password_that_is_missing(page) -> None:
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Sign 1 session").click()
    page.get_by_text("Enter your password.").first.wait_for()


def test_a_students_desk(look):
    lucia = "lucia@palmetto.test"
    returned = session_of(lucia, "returned")
    addresses = ["/hours/", "/hours/sessions/", "/hours/sessions/?status=voided"]
    addresses += ["/hours/sessions/new/", returned, f"{returned}edit/"]
    addresses += [session_of(lucia, "submitted"), session_of(lucia, "signed_off")]
    assert look(lucia, [*addresses, *enrollment_of(lucia)], an_empty_form) == []


def a_shift_that_is_refused(page) -> None:
    page.goto("/hours/shifts/book/")
    book = page.locator("form[action*='/book/']").first
    Shift.objects.update(status="cancelled", cancelled_reason="Snow.")
    book.get_by_role("button").click()
    page.get_by_test_id("finding").wait_for()


def test_a_students_shifts(look):
    lucia = "lucia@palmetto.test"
    own = Place.objects.filter(student__email=lucia, status="booked").latest("starts_at").shift
    addresses = ["/hours/shifts/book/", "/hours/shifts/book/?show=all"]
    addresses += [f"/hours/shifts/{own.public_id}/"]
    assert look(lucia, addresses, a_shift_that_is_refused) == []


def test_a_student_who_logs_voided_hours_again(look):
    voided = ClinicSession.objects.get(status="voided")
    form = f"/hours/sessions/new/?again={voided.public_id}"
    here = f"/hours/sessions/{voided.public_id}/"
    assert look(voided.student.email, [here, form]) == []


def test_questions_to_a_student(look):
    steps = (a_note_that_names_a_client, the_question_about_a_discarded_draft)
    assert look("andre@palmetto.test", [], *steps) == []


def test_a_session_that_was_taken_back(look):
    address = session_of("lucia@palmetto.test", "submitted")
    session = ClinicSession.objects.get(public_id=address.split("/")[-2])
    take_back_session(actor=session.student, session=session, version=session.version)
    assert look("rosa@palmetto.test", [address]) == []


def transcripts_of(email: str) -> list[str]:
    """Return the addresses of a student's transcripts and their disclosures."""
    here, _total = enrollment_of(email)
    return [f"{here}transcripts/", f"{here}disclosures/"]


def test_transcripts(look):
    joel, lucia = "joel@palmetto.test", "lucia@palmetto.test"
    assert look(joel, transcripts_of(joel)) == []
    assert look("cora@palmetto.test", [*transcripts_of(joel), *transcripts_of(lucia)]) == []


def test_the_desk_of_a_student_who_has_logged_nothing(look):
    mei = "mei@palmetto.test"
    assert look(mei, ["/hours/", "/hours/sessions/", *enrollment_of(mei)]) == []


def test_an_instructors_desk(look):
    waiting = session_of("lucia@palmetto.test", "submitted")
    addresses = ["/hours/queue/", waiting, "/hours/signed/", "/hours/supervision/"]
    addresses += ["/hours/students/"]
    steps = (the_bar_that_signs, the_keys_of_the_queue, a_password_that_is_missing)
    assert look("rosa@palmetto.test", addresses, *steps) == []


def test_the_desk_of_an_instructor_whose_license_has_lapsed(look):
    assert look("theo@palmetto.test", ["/hours/queue/", "/hours/signed/"]) == []


def test_the_coordinators_desk(look):
    lucia = "lucia@palmetto.test"
    addresses = ["/hours/students/", "/hours/students/?name=nobody", "/hours/ledger/"]
    rosa = Supervisor.objects.get(user__email="rosa@palmetto.test")
    addresses += ["/hours/today/", f"/hours/waiting/?instructor={rosa.pk}"]
    addresses += [*enrollment_of(lucia), session_of(lucia, "signed_off")]
    paper = HourEntry.objects.filter(kind="transfer").latest("log_entry")
    reversal = HourEntry.objects.filter(kind="reversal").latest("log_entry")
    addresses += [f"/hours/entries/{entry.seq}/" for entry in (paper, reversal)]
    addresses.append(f"{enrollment_of(lucia)[0]}paper-hours/")
    assert look("cora@palmetto.test", addresses, paper_that_says_nothing, an_audit) == []


def paper_that_says_nothing(page) -> None:
    page.get_by_role("button", name="Sign and post these hours").click()


def an_audit(page) -> None:
    page.goto("/hours/ledger/")
    page.get_by_role("button", name="Audit the ledger now").click()
    page.get_by_text("and everything matches").wait_for()


def test_the_auditors_desk_and_the_page_of_a_person_without_one(look):
    assert look("otis@palmetto.test", ["/hours/ledger/", "/hours/students/"]) == []
    create_person(email="new@palmetto.test", display_name="Nell Park", password=PASSWORD)
    assert look("new@palmetto.test", ["/hours/", "/hours/queue/"]) == []
