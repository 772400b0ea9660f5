"""What was typed when the session had ended comes back to its author, once, and to nobody else."""

import re
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.contrib.sessions.models import Session
from django.core import signing
from django.test import Client
from django.urls import reverse

from clinic_hours.people.models import ClinicSite, Enrollment
from clinic_hours.sessions.models import ClinicSession
from clinic_hours.transcripts.services.transcripts import issue_transcript
from home.core.views.unsent import FIELD, KEPT, SALT
from tests.factories.clinic import (
    NOW,
    TODAY,
    ClinicSiteFactory,
    EnrollmentFactory,
    OfficeRoleFactory,
    SupervisorFactory,
    credited,
    logged,
    signed,
)
from tests.factories.enquiries import enquiry
from tests.factories.people import PASSWORD, SuperuserFactory, UserFactory

pytestmark = pytest.mark.django_db
SAID = "You were signed out before this was sent."
REASON = "The clinic closed at half past three that day: “please” check the end."


@pytest.fixture(autouse=True)
def six_o_clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def lucia():
    ClinicSiteFactory()
    return EnrollmentFactory(student__display_name="Lucía Ferrer")


@pytest.fixture
def rosa():
    return SupervisorFactory()


@pytest.fixture
def cora():
    return OfficeRoleFactory().user


def browser_of(person, **options) -> Client:
    browser = Client(**options)
    browser.force_login(person)
    return browser


def hidden(page: str, address: str) -> dict[str, str]:
    """Return the hidden fields of the form that goes to an address, if need be the page's own."""
    forms = BeautifulSoup(page, "html.parser").find_all("form", method=re.compile("post", re.I))
    (form,) = [
        form
        for form in forms
        if form.get("action") == address
        or (not form.get("action") and form.find("input", {"name": FIELD}))
    ]
    return {each["name"]: each.get("value", "") for each in form.find_all("input", type="hidden")}


def sign_in(browser: Client, person, address: str):
    """Sign in through the form and go where it leads."""
    credentials = {"login": person.email, "password": PASSWORD}
    return browser.post(address, credentials, follow=True)


def end_session(browser: Client) -> None:
    Session.objects.all().delete()


def log_form(enrollment, supervisor) -> dict[str, str]:
    return {
        "date": "2026-11-16",
        "start": "14:00",
        "end": "17:30",
        "requirement": str(enrollment.requirement_set.requirements.get().pk),
        "site": "1",
        "supervisor": str(supervisor.pk),
        "clients": "5",
        "note": REASON,
        "action": "submit",
    }


class Case:
    """A form: who fills it in, on which page it stands, where it goes, what is typed."""

    def __init__(self, person, page, address, typed, shown=None):
        self.person, self.page, self.address = person, page, address
        self.typed, self.shown = typed, shown or typed


def session_log(lucia, rosa, cora) -> Case:
    typed = log_form(lucia, rosa)
    address = reverse("hours:session_new")
    return Case(lucia.student, address, address, typed, {"note": REASON, "start": "14:00"})


def correction(lucia, rosa, cora) -> Case:
    session = logged(lucia, rosa, submit=False)
    address = reverse("hours:session_edit", args=[session.public_id])
    typed = log_form(lucia, rosa) | {"version": str(session.version)}
    return Case(lucia.student, address, address, typed, {"note": REASON, "start": "14:00"})


def of_session(action: str, session, person) -> Case:
    page = reverse("hours:session", args=[session.public_id])
    address = reverse(f"hours:session_{action}", args=[session.public_id])
    typed = {"version": str(session.version), "reason": REASON, "password": PASSWORD}
    return Case(person, page, address, typed, {"reason": REASON})


def a_return(lucia, rosa, cora) -> Case:
    return of_session("return", logged(lucia, rosa), rosa.user)


def a_void(lucia, rosa, cora) -> Case:
    session = logged(lucia, rosa)
    signed(session)
    session.refresh_from_db()
    return of_session("void", session, cora)


def transfer_hours(lucia, rosa, cora) -> Case:
    address = reverse("hours:credit_new", args=[lucia.public_id])
    typed = {"kind": "transfer", "hours": "12:30", "document": REASON, "agree": "on"}
    shown = {"hours": "12:30", "document": REASON}
    return Case(cora, address, address, typed | {"password": PASSWORD}, shown)


def hours_taken_back(lucia, rosa, cora) -> Case:
    entry = credited(cora, lucia)
    page, address = (
        reverse(f"hours:{name}", args=[entry.seq]) for name in ("entry", "credit_reverse")
    )
    return Case(cora, page, address, {"reason": REASON, "password": PASSWORD}, {"reason": REASON})


def revocation(lucia, rosa, cora) -> Case:
    issued = issue_transcript(actor=cora, enrollment=lucia)
    page = reverse("hours:transcripts", args=[lucia.public_id])
    return Case(
        cora, page, reverse("hours:transcript_revoke", args=[issued.code]), {"reason": REASON}
    )


def enrolling(lucia, rosa, cora) -> Case:
    typed = {"student": "mei@palmetto.test", "student_number": "PC-77"}
    return Case(cora, "/admin/office/enrollment/new/", "/admin/office/enrollment/new/", typed)


def changing_an_enrollment(lucia, rosa, cora) -> Case:
    address = f"/admin/office/enrollment/edit/{lucia.pk}/"
    return Case(
        cora,
        address,
        address,
        {"student_number": "PC-78", "status": "on_leave"},
        {"student_number": "PC-78"},
    )


def inviting(lucia, rosa, cora) -> Case:
    typed = {"display_name": "Ana Ruiz", "email": "ana@palmetto.test"}
    return Case(cora, "/admin/invitation/new/", "/admin/invitation/new/", typed)


def handling_an_enquiry(lucia, rosa, cora) -> Case:
    address = reverse("enquiry", args=[enquiry().pk])
    return Case(SuperuserFactory(), address, address, {"note": REASON})


CASES = [
    *(session_log, correction, a_return, a_void, transfer_hours, hours_taken_back, revocation),
    *(enrolling, changing_an_enrollment, inviting, handling_an_enquiry),
]


@pytest.fixture(params=CASES, ids=lambda case: case.__name__)
def case(request, lucia, rosa, cora) -> Case:
    return request.param(lucia, rosa, cora)


def is_filled(page: str, shown: dict[str, str]) -> bool:
    words = unescape(page)
    return all(value in words for value in shown.values())


def test_a_form_whose_session_had_ended_comes_back_filled_after_signing_in(case):
    browser = browser_of(case.person)
    form = case.typed | {FIELD: hidden(browser.get(case.page).text, case.address)[FIELD]}
    end_session(browser)
    answer = browser.post(case.address, form)
    assert answer.status_code == 302
    again = sign_in(browser, case.person, answer.url)
    assert again.status_code == 200
    assert again.request["PATH_INFO"] == case.page
    assert SAID in again.text
    assert is_filled(again.text, case.shown)
    assert PASSWORD not in again.text


def test_a_form_from_before_the_last_sign_in_comes_back_filled(case):
    browser = browser_of(case.person, enforce_csrf_checks=True)
    form = case.typed | hidden(browser.get(case.page).text, case.address)
    browser.cookies["csrftoken"] = "a" * 32  # as signing in again in another tab sets it
    answer = browser.post(case.address, form | case.typed)
    assert answer.status_code == 303
    again = browser.get(answer.url)
    assert SAID in again.text
    assert is_filled(again.text, case.shown)


def test_what_comes_back_is_neither_done_nor_lost_by_being_sent(lucia, rosa, cora):
    case, browser = session_log(lucia, rosa, cora), browser_of(lucia.student)
    form = case.typed | {FIELD: hidden(browser.get(case.page).text, case.address)[FIELD]}
    form["site"] = str(ClinicSiteFactory().pk)
    end_session(browser)
    again = sign_in(browser, lucia.student, browser.post(case.address, form).url)
    assert not ClinicSession.objects.exists()
    sent = browser.post(case.address, form | hidden(again.text, case.address))
    assert sent.status_code == 303
    assert ClinicSession.objects.get().note == REASON
    assert SAID not in browser.get(case.page).text


def test_a_password_and_an_agreement_are_never_kept(lucia, rosa, cora):
    case = transfer_hours(lucia, rosa, cora)
    browser = browser_of(cora)
    form = case.typed | {FIELD: hidden(browser.get(case.page).text, case.address)[FIELD]}
    end_session(browser)
    browser.post(case.address, form)
    kept = browser.session[KEPT]["typed"]
    assert set(kept) == {"kind", "hours", "document"}
    assert PASSWORD not in str(dict(browser.session))


def test_whoever_else_signs_in_in_that_browser_gets_nothing(lucia, rosa, cora):
    case, browser = a_return(lucia, rosa, cora), browser_of(rosa.user)
    form = case.typed | {FIELD: hidden(browser.get(case.page).text, case.address)[FIELD]}
    end_session(browser)
    answer = browser.post(case.address, form)
    other = sign_in(browser, cora, answer.url)
    assert REASON not in unescape(other.text)
    assert SAID not in other.text
    later = sign_in(browser, rosa.user, answer.url)
    assert REASON not in unescape(later.text)


def test_a_form_of_somebody_else_who_was_signed_in_here_before_is_not_shown(lucia, rosa, cora):
    case, browser = a_return(lucia, rosa, cora), browser_of(rosa.user)
    form = case.typed | hidden(browser.get(case.page).text, case.address)
    browser = browser_of(cora, enforce_csrf_checks=True)
    answer = browser.post(case.address, form | case.typed)
    assert answer.status_code == 403
    assert KEPT not in browser.session


@pytest.mark.parametrize(
    "mark",
    [
        "",
        "nonsense",
        "\x00",
        signing.dumps([1, "/hours/"]),
        signing.dumps([1, "/"], salt=SALT, key="x"),
    ],
    ids=["empty", "no mark", "a null", "another salt", "another key"],
)
def test_a_form_without_a_true_mark_is_not_kept(mark):
    browser = Client()
    answer = browser.post("/hours/sessions/new/", {"note": REASON, FIELD: mark})
    assert answer.url == "/accounts/login/?next=/hours/sessions/new/"
    assert KEPT not in browser.session


def test_a_mark_wears_out(lucia):
    browser = browser_of(lucia.student)
    page = reverse("hours:session_new")
    mark = hidden(browser.get(page).text, page)[FIELD]
    end_session(browser)
    with time_machine.travel(NOW.replace(month=12, day=30), tick=False):
        browser.post(page, {"note": REASON, FIELD: mark})
        assert KEPT not in browser.session


def test_more_than_a_form_holds_is_not_kept(lucia):
    browser = browser_of(lucia.student)
    page = reverse("hours:session_new")
    mark = hidden(browser.get(page).text, page)[FIELD]
    end_session(browser)
    browser.post(page, {"note": "x" * 200_000, FIELD: mark})
    assert KEPT not in browser.session


def test_a_page_that_refused_a_form_leads_back_to_a_page_that_opens(lucia, rosa, cora):
    case, browser = a_return(lucia, rosa, cora), browser_of(rosa.user)
    refused = browser.post(case.address, {"version": "1", "reason": ""})
    form = case.typed | {FIELD: hidden(refused.text, case.address)[FIELD]}
    end_session(browser)
    again = sign_in(browser, rosa.user, browser.post(case.address, form).url)
    assert again.status_code == 200
    assert is_filled(again.text, case.shown)


def test_the_ticked_rows_of_the_queue_are_ticked_again(lucia, rosa):
    sessions = [logged(lucia, rosa, start=f"{hour}:00", end=f"{hour}:45") for hour in (13, 14)]
    browser, page = browser_of(rosa.user), reverse("hours:queue")
    address = reverse("hours:queue_sign_off")
    mark = hidden(browser.get(page).text, address)[FIELD]
    picked = f"{sessions[0].public_id}:{sessions[0].version}"
    end_session(browser)
    sent = {"session": picked, "agree": "on", "password": PASSWORD, FIELD: mark}
    again = sign_in(browser, rosa.user, browser.post(address, sent).url).text
    ticked = re.findall(r"<input[^>]*name=\"session\"[^>]*checked[^>]*>", again)
    assert len(ticked) == 1
    assert picked in ticked[0]


@pytest.mark.parametrize("form", ["supervisor/edit/{0}", "clinicsite/edit/{1}", "clinicsite/new"])
def test_a_box_without_a_tick_comes_back_without_it(lucia, rosa, cora, form):
    path = form.format(rosa.pk, ClinicSite.objects.get().pk)
    browser, page = browser_of(cora), f"/admin/office/{path}/"
    shown = browser.get(page).text
    assert is_ticked(shown)
    end_session(browser)
    typed = {"name": "East Room", "printed_name": "R. Ortiz", FIELD: hidden(shown, page)[FIELD]}
    again = sign_in(browser, cora, browser.post(page, typed).url).text

    assert "East Room" in again or "R. Ortiz" in again
    assert not is_ticked(again)
    assert is_ticked(browser.get(page).text)


def test_a_session_that_did_not_end_on_the_next_day_after_all_comes_back_so(lucia, rosa):
    night = {"day": TODAY - timedelta(days=1), "start": "22:00", "end": "23:00"}
    session = logged(lucia, rosa, submit=False, **night)
    ends_at = session.ends_at + timedelta(hours=2)
    ClinicSession.objects.filter(pk=session.pk).update(ends_at=ends_at)
    browser = browser_of(lucia.student)
    page = reverse("hours:session_edit", args=[session.public_id])
    shown = browser.get(page).text
    assert is_ticked(shown, "overnight")
    end_session(browser)
    typed = log_form(lucia, rosa) | {FIELD: hidden(shown, page)[FIELD]}
    again = sign_in(browser, lucia.student, browser.post(page, typed).url).text
    assert REASON in unescape(again)
    assert not is_ticked(again, "overnight")


def is_ticked(page: str, name: str = "is_active") -> bool:
    return BeautifulSoup(page, "html.parser").find("input", {"name": name}).has_attr("checked")


def test_a_token_that_is_wrong_on_any_other_form_is_refused_as_before(lucia):
    browser = browser_of(lucia.student, enforce_csrf_checks=True)
    answer = browser.post("/accounts/logout/", {})
    assert answer.status_code == 403
    assert "This form has expired" in answer.text
    assert Enrollment.objects.get() == lucia
    assert UserFactory().pk
