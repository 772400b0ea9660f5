"""The student's pages: their content, and links from each total to the entries behind it."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from clinic_hours.sessions.models import ClinicSession
from clinic_hours.sessions.services.sessions import return_session
from portal.templatetags.interface import icon
from tests.factories.clinic import (
    NOW,
    TODAY,
    OfficeRoleFactory,
    SupervisorFactory,
    logged,
    signed,
)
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
Provenance = ClinicSession.Provenance


def figure(page, name: str) -> str:
    return page.text.split(f'data-testid="{name}-hours">')[1].split("<")[0]


def the_page(client, name: str, *arguments, query: str = ""):
    response = client.get(reverse(f"hours:{name}", args=arguments) + query)
    assert response.status_code == 200
    return response


def test_the_overview_shows_earned_pending_and_remaining_hours(student, lucia, rosa):
    signed(logged(lucia, rosa, start="06:00", end="08:00"))
    logged(lucia, rosa, start="08:00", end="09:30")
    page = the_page(student, "home")
    assert figure(page, "earned") == "2.00"
    assert figure(page, "pending") == "1.50"
    assert figure(page, "remaining") == "88.00"


def test_every_meter_links_to_the_entries_behind_it(student, lucia):
    requirement = lucia.requirement_set.requirements.get()
    address = reverse("hours:requirement", args=[lucia.public_id, requirement.pk])
    assert f'href="{address}"' in the_page(student, "home").text


def test_the_page_behind_a_meter_lists_the_sessions_that_wait(student, lucia, rosa):
    signed(logged(lucia, rosa, start="06:00", end="08:00"))
    waiting = logged(lucia, rosa, start="08:00", end="09:30")
    requirement = lucia.requirement_set.requirements.get()
    page = student.get(reverse("hours:requirement", args=[lucia.public_id, requirement.pk]))
    assert page.context["waiting"] == [waiting]
    assert reverse("hours:session", args=[waiting.public_id]) in page.text


def test_returned_sessions_come_before_the_figures(student, lucia, rosa):
    session = logged(lucia, rosa)
    return_session(actor=rosa.user, session=session, version=1, reason="You left at five.")
    page = the_page(student, "home").text
    assert page.index("You left at five.") < page.index("Hands-on sessions")
    assert reverse("hours:session_edit", args=[session.public_id]) in page


def test_a_new_student_is_told_what_to_do_next(student):
    page = the_page(student, "home").text
    assert "Log your first session" in page
    assert "Once hours are signed off, the finish date appears here." in page


@pytest.mark.parametrize(("hour", "greeting"), [(7, "morning"), (14, "afternoon"), (19, "evening")])
def test_the_greeting_follows_the_time_of_day(client, lucia, hour, greeting):
    with time_machine.travel(NOW.replace(hour=hour) + timedelta(hours=5), tick=False):
        client.force_login(lucia.student)
        assert f"Good {greeting}, Lucía" in the_page(client, "home").text


@pytest.mark.parametrize("provenance", Provenance.values)
def test_a_session_shows_a_check_mark_for_clocked_times_only(student, lucia, rosa, provenance):
    session = logged(lucia, rosa, provenance=provenance)
    page = the_page(student, "session", session.public_id).text
    facts = page.split('aria-labelledby="facts"')[1].split("</section>")[0]
    assert f"by-{provenance}" in facts
    assert (icon("check") in facts) == (provenance == Provenance.CLOCKED)
    assert (icon("pencil") in facts) == (provenance == Provenance.TYPED)


@pytest.mark.parametrize("provenance", Provenance.values)
@pytest.mark.parametrize("name", ["home", "session_list", "session"])
def test_every_page_says_how_times_were_recorded(student, lucia, rosa, name, provenance):
    session = logged(lucia, rosa, provenance=provenance)
    arguments = [session.public_id] if name == "session" else []
    page = the_page(student, name, *arguments).text.casefold()
    assert provenance in page.split("<main")[1]


def test_the_list_is_filtered_by_status_and_by_requirement(student, lucia, rosa):
    signed(logged(lucia, rosa, start="06:00", end="08:00"))
    logged(lucia, rosa, start="08:00", end="09:30")
    assert "2 sessions, 3.50 hours logged" in the_page(student, "session_list").text
    narrowed = the_page(student, "session_list", query="?status=signed_off").text
    assert "1 session, 2.00 hours logged" in narrowed
    nothing = the_page(student, "session_list", query="?status=voided&requirement=hands-on").text
    assert "No matching sessions" in nothing


def test_a_discarded_session_adds_no_hours(student, lucia, rosa):
    session = logged(lucia, rosa, submit=False)
    student.post(reverse("hours:session_discard", args=[session.public_id]), {"version": "1"})
    assert "1 session, 0.00 hours logged" in the_page(student, "session_list").text


def test_the_pages_of_the_list_neither_lose_nor_repeat_a_session(student, lucia, rosa):
    for n in range(30):
        day = TODAY - timedelta(days=n // 3)
        logged(lucia, rosa, day=day, start=f"{6 + n % 3:02}:00", end=f"{6 + n % 3:02}:30")
    first = the_page(student, "session_list")
    second = the_page(student, "session_list", query=first.context["older_url"])
    seen = [each.pk for page in (first, second) for each in page.context["page"].sessions]
    assert len(seen) == len(set(seen)) == 30
    assert second.context["older_url"] == ""


@pytest.mark.parametrize(
    "query",
    [
        "?after=x",
        "?after=0001-01-01T00:00:00%2B14:00_1",
        "?after=9999-12-31T23:59:59-12:00_1",
        "?after=2026-11-16T00:00:00%2B00:00_99999999999999999999999",
        "?after=2026-11-16T00:00:00_1",
        "?status=%00&requirement=%ED%A0%80",
    ],
)
def test_a_truncated_or_invented_address_still_shows_a_page(student, lucia, rosa, query):
    logged(lucia, rosa)
    the_page(student, "session_list", query=query)


def test_a_signed_session_shows_signature_license_time_and_entry(student, lucia, rosa):
    session = logged(lucia, rosa)
    signed(session)
    page = the_page(student, "session", session.public_id).text
    credential = rosa.credentials.get()
    for shown in (
        "I supervised these sessions in person",
        rosa.printed_name,
        credential.number,
        "US-FL",
        "Nov 16, 2026, 6:00 pm<",
        "Ledger entry 4",
        "+3.00",
    ):
        assert shown in page
    assert "Take it back" not in page
    assert "Discard" not in page


def test_warnings_are_shown_on_the_sessions_page(student, lucia, rosa):
    session = logged(lucia, rosa, note="Call Mrs. Delgado at 305-555-0177.", submit=False)
    page = the_page(student, "session", session.public_id).text
    assert 'data-testid="finding"' in page
    assert "Remove it and use the client&#x27;s code instead." in page


def test_clocked_times_stay_clocked_unless_the_correction_changes_them(student, lucia, rosa, typed):
    clocked = logged(
        lucia,
        rosa,
        submit=False,
        start="14:00",
        end="17:30",
        provenance=Provenance.CLOCKED,
    )
    address = reverse("hours:session_edit", args=[clocked.public_id])
    student.post(address, typed | {"action": "save", "version": "1", "clients": "4"})
    clocked.refresh_from_db()
    assert (clocked.clients, clocked.provenance) == (4, Provenance.CLOCKED)

    student.post(address, typed | {"action": "save", "version": "2", "end": "17:00"})
    clocked.refresh_from_db()
    assert clocked.provenance == Provenance.TYPED
    told = the_page(student, "session", clocked.public_id).text
    assert "how times were recorded from times clocked to times typed in" in told


def test_a_person_with_two_roles_chooses_a_desk_and_can_switch(client, six_o_clock, lucia):
    SupervisorFactory(user=lucia.student)
    client.force_login(lucia.student)
    assert "Which desk would you like to use?" in the_page(client, "home").text
    assert client.post(reverse("hours:desk"), {"desk": "student"}).status_code == 303
    assert "Good evening" in the_page(client, "home").text
    client.post(reverse("hours:desk"), {"desk": "instructor"})
    assert client.get(reverse("hours:home")).url == reverse("hours:queue")


def test_nobody_switches_to_a_desk_that_is_not_theirs(student):
    student.post(reverse("hours:desk"), {"desk": "coordinator"})
    assert "Good evening" in the_page(student, "home").text


def test_a_person_without_a_role_is_told_who_will_set_them_up(client, six_o_clock):
    client.force_login(UserFactory())
    assert "Once the clinic office enrolls you" in the_page(client, "home").text
    assert client.get(reverse("hours:session_list")).status_code == 403


def test_the_office_starts_at_what_needs_doing(client, six_o_clock):
    client.force_login(OfficeRoleFactory().user)
    assert client.get(reverse("hours:home")).url == reverse("hours:today")
    assert client.get(reverse("hours:session_new")).status_code == 403
