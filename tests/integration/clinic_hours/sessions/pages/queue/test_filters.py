"""Narrowing the queue, what a row says at a glance, and an empty queue."""

from datetime import timedelta

import pytest

from clinic_hours.sessions.models import ClinicSession
from clinic_hours.sessions.services.sessions import edit_session, take_back_session
from tests.factories.clinic import NOW, facts, logged, signed
from tests.performance.counting import queries

from .rows import QUEUE, SIGN, nothing_is_signed, ticked, value

pytestmark = pytest.mark.django_db


@pytest.fixture
def mixed(six_o_clock, lucia, mei, rosa) -> dict[str, ClinicSession]:
    """A clocked session, a typed one, and a typed one with a warning."""
    note = {"note": "Call 305-555-0134 first.", "names_no_client": True}
    return {
        "clocked": logged(lucia, rosa, start="08:00", end="11:00", provenance="clocked"),
        "typed": logged(mei, rosa, start="08:00", end="11:00", note="Neck and shoulders."),
        "warned": logged(mei, rosa, start="12:00", end="14:00", **note),
    }


@pytest.mark.parametrize(
    ("show", "names"),
    [
        ("", {"clocked", "typed", "warned"}),
        ("clocked", {"clocked"}),
        ("typed", {"typed", "warned"}),
        ("warnings", {"warned"}),
        ("nonsense", {"clocked", "typed", "warned"}),
    ],
)
def test_a_chip_narrows_the_list_and_keeps_its_count(instructor, mixed, show, names):
    page = instructor.get(QUEUE, {"show": show})
    assert {row["value"] for row in page.context["rows"]} == {value(mixed[name]) for name in names}
    counts = {str(chip["label"]): chip["count"] for chip in page.context["chips"]}
    assert counts == {"All": "3", "Clocked": "1", "Typed": "2", "Warnings": "1"}


def test_every_filter_takes_the_same_queries(instructor, mixed):
    instructor.get(QUEUE)
    costs = set()
    for show in ("", "clocked", "typed", "warnings"):
        with queries() as asked:
            instructor.get(QUEUE, {"show": show})
        costs.add(len(asked))
    assert len(costs) == 1


def test_a_long_queue_keeps_the_filter_on_its_later_pages(instructor, mixed):
    like = mixed["clocked"]
    ClinicSession.objects.bulk_create(copies_of(like, 60))
    page = instructor.get(QUEUE, {"show": "typed"})
    assert "None of these sessions matches." in page.text
    assert {chip["count"] for chip in page.context["chips"]} == {"63", "50+", "0+"}
    rest = instructor.get(QUEUE + page.context["older_url"])
    assert {row["provenance"] for row in rest.context["rows"]} == {"typed"}


def copies_of(like: ClinicSession, count: int) -> list[ClinicSession]:
    """Return earlier sessions of the same kind, for bulk insertion."""
    names = ("enrollment", "student", "supervisor", "site", "requirement", "zone", "minutes")
    shared = {name: getattr(like, name) for name in (*names, "status", "provenance", "logged_at")}
    return [
        ClinicSession(
            **shared,
            starts_at=like.starts_at - timedelta(days=ago),
            ends_at=like.ends_at - timedelta(days=ago),
            local_date=like.local_date - timedelta(days=ago),
            submitted_at=NOW - timedelta(days=ago),
        )
        for ago in range(1, count + 1)
    ]


def test_only_rows_without_a_warning_are_offered_for_selection(instructor, mixed):
    page = instructor.get(QUEUE).text
    assert "Select the 2 without warnings" in page
    (warned,) = (row for row in page.split("<tr")[2:] if "data-warned" in row)
    assert value(mixed["warned"]) in warned


def test_without_any_warning_all_are_offered(instructor, waiting):
    assert "Select all 3" in instructor.get(QUEUE).text


def test_a_row_shows_the_beginning_of_the_note(instructor, lucia, rosa, six_o_clock):
    note = f"Swedish, 60 min, low back and hips. {'Less tension after. ' * 20}"
    logged(lucia, rosa, start="08:00", end="11:00", note=note)
    logged(lucia, rosa, start="12:00", end="13:00")
    page = instructor.get(QUEUE).text
    assert "“Swedish, 60 min, low back and hips. Less tension after. Less tension…”" in page
    assert "No note" in page


def test_a_note_is_shown_as_text(instructor, lucia, rosa, six_o_clock):
    logged(lucia, rosa, start="08:00", end="11:00", note="<b>$student</b> & more")
    assert "“&lt;b&gt;$student&lt;/b&gt; &amp; more”" in instructor.get(QUEUE).text


@pytest.mark.parametrize(("days", "said"), [(5, True), (4, False)])
def test_a_session_that_has_waited_five_days_says_so(instructor, waiting, days, said):
    ClinicSession.objects.filter(pk=waiting[0].pk).update(submitted_at=NOW - timedelta(days=days))
    assert (f"Waiting {days} days" in instructor.get(QUEUE).text) == said


def test_an_empty_queue_says_when_the_last_session_was_signed(instructor, waiting, student):
    signed(*waiting)
    assert "Nothing waits for you. Last signed today at 6:00 pm." in instructor.get(QUEUE).text


def test_a_conflict_says_what_changed_and_keeps_the_rest_checked(instructor, waiting, lucia, rosa):
    shown = ticked(*waiting)
    draft = take_back_session(actor=lucia.student, session=waiting[0], version=1)
    changed = facts(lucia, rosa, start="08:00", end="11:00")
    edit_session(actor=lucia.student, session=draft, version=2, facts=changed, submit=True)
    answer = instructor.post(SIGN, shown)
    assert answer.status_code == 409
    rows = {row["value"]: row for row in answer.context["rows"]}
    (fresh,) = (row for row in rows.values() if row["changes"])
    assert fresh["changes"] == (
        "<small>Changed: end from 11:30 am to 11:00 am; hours from 3.50 to 3.00</small>"
    )
    assert not fresh["checked"]
    assert all(rows[value(session)]["checked"] for session in waiting[1:])
    assert nothing_is_signed()
