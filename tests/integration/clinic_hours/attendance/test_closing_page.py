"""Closing a shift from its page, and opening it again."""

import json

import pytest
from django.core.management import call_command

from clinic_hours.attendance.models import HeadCount, SiteRules
from clinic_hours.attendance.services.lapsing import lapse_overdue
from clinic_hours.ledger.models import LogEntry
from clinic_hours.sessions.models import ClinicSession
from clinic_hours.sessions.selectors.findings import findings_now
from clinic_hours.shifts.models import Shift
from tests.factories.people import PASSWORD
from tests.factories.shifts import at, came_and_left, punched

from .pages import browser_at, page, text_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def submits(site):
    return SiteRules.objects.create(site=site, submits=True)


def answers(lucia, meis, **more) -> dict:
    said = {f"left_{lucia.student_id}": "18:00", f"absence_{meis.pk}": "absent", "count": "yes"}
    return said | {"password": PASSWORD} | more


def test_a_shift_is_closed_and_signed_in_one_step(running, lucia, meis, rosa, submits):
    with browser_at(running, rosa.user, "18:04") as client:
        asked = text_of(client.get(page(running, "close/")))
        assert "When did Lucía Ferrer leave?" in asked and "Ready to sign" not in asked
        done = client.post(page(running, "close/"), answers(lucia, meis), follow=True)
    assert "The shift is closed and 1 session is signed: 3.72 h." in text_of(done)
    session = ClinicSession.objects.get()
    assert (session.status, session.minutes) == ("signed_off", 223)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"password": "wrong"}, "password"),
        ({"count": "", "absence": ""}, "Mei Tanaka never clocked in."),
        ({"left": ""}, "When did Lucía Ferrer leave?"),
    ],
)
def test_without_an_answer_or_a_password_nothing_is_closed(
    running, lucia, meis, rosa, submits, change, sentence
):
    said = answers(lucia, meis)
    if "left" in change:
        said[f"left_{lucia.student_id}"] = ""
    if "absence" in change:
        said[f"absence_{meis.pk}"] = ""
    said |= {name: value for name, value in change.items() if name in ("password", "count")}
    with browser_at(running, rosa.user, "18:04") as client:
        refused = client.post(page(running, "close/"), said)
    assert refused.status_code == 422
    assert sentence in text_of(refused)
    assert Shift.objects.get(pk=running.pk).status == "planned"
    assert not ClinicSession.objects.exists()


def test_where_students_submit_themselves_closing_leaves_drafts(running, lucia, meis, rosa):
    with browser_at(running, rosa.user, "18:04") as client:
        done = client.post(page(running, "close/"), answers(lucia, meis), follow=True)
    assert "Each student submits their own session." in text_of(done)
    assert ClinicSession.objects.get().status == "draft"


def test_the_office_opens_a_closed_shift_again(running, lucia, meis, rosa, cora):
    with browser_at(running, rosa.user, "18:04") as client:
        client.post(page(running, "close/"), answers(lucia, meis))
    with browser_at(running, cora, "18:30") as client:
        assert "This shift is closed." in text_of(client.get(page(running)))
        assert client.post(page(running, "reopen/"), {"reason": "A wrong time"}).status_code == 303
    assert Shift.objects.get(pk=running.pk).status == "planned"


def test_someone_clocked_in_is_signed_for_nothing_more_than_they_were_there(
    rosa_is_in, lucia, lucias, rosa, submits
):
    came_and_left(lucia.student, rosa_is_in, "14:00", "16:00")
    with browser_at(rosa_is_in, rosa.user, "18:00") as client:
        client.post(page(rosa_is_in, "close/"), {"password": PASSWORD})
    assert ClinicSession.objects.get().minutes == 120


def warnings_of(session) -> list[str]:
    return [finding.code for finding in findings_now([session])[session.pk]]


@pytest.mark.parametrize(
    ("count", "code"),
    [({"count": ""}, "heads_not_counted"), ({"count": "no"}, "not_seen_at_the_count")],
)
def test_hours_without_a_confirmed_head_count_carry_a_warning(
    running, lucia, meis, rosa, count, code
):
    missing = {"missing": [lucia.student_id]} if count["count"] else {}
    with browser_at(running, rosa.user, "18:04") as client:
        client.post(page(running, "close/"), answers(lucia, meis) | count | missing)
    assert warnings_of(ClinicSession.objects.get()) == [code]


def test_hours_with_a_confirmed_head_count_carry_none(running, lucia, meis, rosa):
    with browser_at(running, rosa.user, "18:04") as client:
        client.post(page(running, "close/"), answers(lucia, meis))
    assert warnings_of(ClinicSession.objects.get()) == []


def test_whoever_was_let_in_over_the_limit_carries_the_reason(
    shift, site, lucia, lucias, mei, meis, rosa
):
    SiteRules.objects.create(site=site, counts_over_ratio=True)
    Shift.objects.filter(pk=shift.pk).update(students_per_supervisor=1)
    punched(rosa.user, shift, "in", "14:00")
    punched(lucia.student, shift, "in", "14:00")
    punched(mei.student, shift, "in", "14:19")
    with browser_at(shift, rosa.user, "14:24") as client:
        client.post(page(shift, "start/"), {"person": mei.student_id, "reason": "They are paired."})
    punched(mei.student, shift, "out", "16:00")
    session = ClinicSession.objects.get()
    assert [each["code"] for each in session.findings] == ["over_ratio"]
    assert warnings_of(session) == ["started_over_the_limit"]


def test_the_log_says_which_shift_was_closed_by_whom_and_stays_in_order(
    running, lucia, meis, rosa, cora, submits
):
    with browser_at(running, rosa.user, "18:04") as client:
        client.post(page(running, "close/"), answers(lucia, meis))
    entry = LogEntry.objects.order_by("-seq").first()
    said = json.loads(bytes(entry.payload))
    names = ("kind", "shift", "presences", "closed_by")
    assert [said[name] for name in names] == [
        *("shift_closed", str(running.public_id), 2),
        rosa.user_id,
    ]
    call_command("audit_ledger")  # exits with 1 for a damaged log
    with browser_at(running, cora, "18:30") as client:
        assert client.get("/hours/ledger/").status_code == 200


def test_the_page_says_what_is_signed_and_who_left_early_or_waited(
    shift, lucia, lucias, mei, meis, rosa, submits
):
    Shift.objects.filter(pk=shift.pk).update(students_per_supervisor=1)
    punched(rosa.user, shift, "in", "14:00")
    came_and_left(lucia.student, shift, "13:58", "16:30")
    punched(mei.student, shift, "in", "16:20")
    punched(mei.student, shift, "out", "18:02")
    with browser_at(shift, rosa.user, "18:04") as client:
        said = text_of(client.get(page(shift, "close/")))
    assert "Lucía Ferrer Hands-on sessions Left early 2:00–4:30 pm 2.50" in said
    assert "1 stayed to the end. Is that right?" in said
    assert "Close the shift and sign 2 sessions · 4.03 h" in said


def test_whoever_waited_is_told_apart(shift, lucia, lucias, mei, meis, rosa, submits):
    Shift.objects.filter(pk=shift.pk).update(students_per_supervisor=1)
    punched(rosa.user, shift, "in", "14:00")
    punched(lucia.student, shift, "in", "14:00")
    punched(mei.student, shift, "in", "14:10")
    punched(lucia.student, shift, "out", "15:00")
    punched(mei.student, shift, "out", "18:00")
    with browser_at(shift, rosa.user, "18:04") as client:
        assert "Waited until 3:00 pm 3:00–6:00 pm 3.00" in text_of(
            client.get(page(shift, "close/"))
        )


def test_whoever_is_left_out_is_listed_with_the_reason(
    shift, lucia, lucias, mei, meis, rosa, submits
):
    Shift.objects.filter(pk=shift.pk).update(students_per_supervisor=1)
    punched(rosa.user, shift, "in", "14:00")
    punched(lucia.student, shift, "in", "14:00")
    punched(mei.student, shift, "in", "14:10")
    lapse_overdue(at(shift, "21:30"))
    with browser_at(shift, rosa.user, "21:40") as client:
        said = text_of(client.get(page(shift, "close/")))
    left_out = said.split("Left out")[1]
    assert "Lucía Ferrer The clock-out is missing." in left_out
    assert "Mei Tanaka The clock-out is missing." in left_out
    assert "Ready to sign" not in said


def test_before_its_end_the_page_says_from_when_a_shift_can_be_closed(running, rosa, submits):
    with browser_at(running, rosa.user, "17:44") as client:
        said = text_of(client.get(page(running, "close/")))
    assert "The shift can be closed from 5:45 pm" in said
    assert "Close the shift and sign" not in said


def test_the_count_at_the_end_is_of_those_who_stayed(rosa_is_in, lucia, lucias, rosa, submits):
    """Also once they have clocked out: their hours carry no warning then."""
    came_and_left(lucia.student, rosa_is_in, "14:00", "18:00")
    with browser_at(rosa_is_in, rosa.user, "18:04") as client:
        client.post(page(rosa_is_in, "close/"), {"password": PASSWORD, "count": "yes"})
    assert HeadCount.objects.get(at_close=True).expected == 1
    assert warnings_of(ClinicSession.objects.get()) == []
