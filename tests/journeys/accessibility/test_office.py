"""axe finds no problems on the pages of the office, on notices, and on a session that awaits an answer."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from clinic_hours.people.models import Enrollment, OfficeRole, Supervisor
from clinic_hours.sessions.models import ClinicSession
from clinic_hours.sessions.services.answers.corrections import (
    Times,
    correct_session,
    dispute_session,
)
from clinic_hours.shifts.models import Shift
from courses.requirements.models import RequirementSet
from tests.journeys.desks.steps import CORA, MEI, ROSA, of_mei

pytestmark = [pytest.mark.browser, pytest.mark.looks]


def addresses(*names: str) -> list[str]:
    return [reverse(f"hours:{name}") for name in names]


def page_of(session: ClinicSession) -> str:
    return reverse("hours:session", args=[session.public_id])


def a_form_that_says_nothing(page) -> None:
    page.get_by_role("button", name=re.compile("^(Add and invite|Give access)$")).click()
    page.locator("[aria-invalid=true]").first.wait_for()


def test_people_and_the_forms_about_them(look):
    theo = Supervisor.objects.get(user__email="theo@palmetto.test")
    lucia = Enrollment.objects.get(student__email="lucia@palmetto.test")
    one = [theo.user.public_id]
    pages = [
        *addresses("people", "new_student", "transcript_list"),
        reverse("hours:person", args=one),
        reverse("hours:person", args=[lucia.student.public_id]),
        reverse("hours:instructor_edit", args=one),
        reverse("hours:license_edit", args=[*one, theo.credentials.get().public_id]),
        reverse("hours:document_new", args=one),
        reverse("hours:enrollment_edit", args=[lucia.public_id]),
        reverse("hours:session_enter", args=[lucia.public_id]),
        reverse("hours:new_instructor"),
    ]
    assert look(CORA, pages, a_form_that_says_nothing) == []


def a_draft(page) -> None:
    page.goto(reverse("hours:setup_editions"))
    page.get_by_role("button", name="New edition from this one").first.click()
    page.get_by_role("button", name="Save").first.wait_for()


def test_set_up(look):
    auditor = OfficeRole.objects.get(role=OfficeRole.Role.AUDITOR)
    edition = RequirementSet.objects.get(program__slug="massage-therapy", edition=1)
    pages = [
        *addresses("setup", "setup_sites", "setup_cohorts", "setup_editions"),
        *addresses("closures", "closure_new", "setup_auditors"),
        reverse("hours:setup_edition", args=[edition.pk]),
        reverse("hours:setup_auditor_end", args=[auditor.pk]),
        *addresses("setup_auditor_new"),
    ]
    assert look(CORA, pages, a_form_that_says_nothing, a_draft) == []


def a_preview(page) -> None:
    page.get_by_role("button", name="Preview").click()
    page.locator("#preview").wait_for()


def a_closure_over_shifts(page) -> None:
    page.goto(reverse("hours:closure_new"))
    for label, value in (("Name", "Inspection"), *of_two_weeks()):
        page.get_by_label(label).first.fill(value)
    page.get_by_role("button", name="Add closure").click()
    page.locator("#hit").wait_for()


def of_two_weeks() -> list[tuple[str, str]]:
    days = date.today() + timedelta(days=1), date.today() + timedelta(days=14)
    return list(zip(("First day closed", "Last day closed"), map(str, days), strict=True))


def test_planning_and_changing_shifts(look):
    ahead = Shift.objects.filter(status="planned", starts_at__gt=timezone.now())
    pages = [reverse("hours:shift_new"), reverse("hours:shift_edit", args=[ahead[0].public_id])]
    assert look(CORA, pages, a_preview, a_closure_over_shifts) == []


def every_form_of_the_panel(page) -> None:
    for summary in page.locator("#shift summary").all():
        summary.click()
    page.get_by_role("button", name="Cancel the shift").click()
    page.locator("[aria-invalid=true]").first.wait_for()


def test_the_roster(look):
    shift = Shift.objects.filter(
        starts_at__gt=timezone.now(), taken__gt=0, duties__withdrawn_at=None
    )
    roster, one = reverse("hours:roster"), shift.first().public_id
    pages = [
        f"{roster}?view=month",
        reverse("hours:shift_assign", args=[one]),
        f"{roster}?shift={one}",
    ]
    assert look(CORA, pages, every_form_of_the_panel) == []


def test_notices_and_who_is_mailed(look):
    assert look("lucia@palmetto.test", addresses("notices", "notice_preferences")) == []


def a_dispute(page) -> None:
    page.get_by_role("button", name="Dispute…").click()
    page.get_by_role("dialog").wait_for()


def test_a_correction_that_is_answered_and_decided(look):
    session = of_mei(ROSA, days=1)
    page = page_of(session)
    assert look(ROSA, [page]) == []
    session = correct_session(
        actor=session.supervisor.user,
        session=session,
        version=session.version,
        times=Times(session.starts_at, session.ends_at - timedelta(hours=1), 0),
        reason="You left at three.",
    )
    assert look(MEI, [page], a_dispute) == []
    dispute_session(
        actor=session.student,
        session=session,
        version=session.version,
        reason="I stayed until four.",
    )
    assert look(CORA, [page]) == []
