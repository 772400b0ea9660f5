"""What was typed after the login session ended comes back to its author, once, and to nobody else."""

from html import unescape

import pytest
import time_machine
from django.core import signing
from django.test import Client
from django.urls import reverse

from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.models import ClinicSession
from home.core.views.unsent import FIELD, KEPT, SALT
from tests.factories.clinic import NOW, ClinicSiteFactory, logged
from tests.factories.people import PASSWORD, UserFactory

from .forms import (
    CASES,
    REASON,
    SAID,
    Case,
    a_return,
    browser_of,
    end_session,
    hidden,
    session_log,
    sign_in,
    transfer_hours,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(params=CASES, ids=lambda case: case.__name__)
def case(request, lucia, rosa, cora) -> Case:
    return request.param(lucia, rosa, cora)


def is_filled(page: str, shown: dict[str, str]) -> bool:
    words = unescape(page)
    return all(value in words for value in shown.values())


def test_a_form_sent_after_the_session_ended_comes_back_filled_in(case):
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


def test_a_form_from_before_the_last_sign_in_comes_back_filled_in(case):
    browser = browser_of(case.person, enforce_csrf_checks=True)
    form = case.typed | hidden(browser.get(case.page).text, case.address)
    browser.cookies["csrftoken"] = "a" * 32  # as set by signing in again in another tab
    answer = browser.post(case.address, form | case.typed)
    assert answer.status_code == 303
    again = browser.get(answer.url)
    assert SAID in again.text
    assert is_filled(again.text, case.shown)


def test_a_form_that_comes_back_takes_effect_only_when_sent_again(lucia, rosa, cora):
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


def test_passwords_and_agreements_are_never_stored(lucia, rosa, cora):
    case = transfer_hours(lucia, rosa, cora)
    browser = browser_of(cora)
    form = case.typed | {FIELD: hidden(browser.get(case.page).text, case.address)[FIELD]}
    end_session(browser)
    browser.post(case.address, form)
    kept = browser.session[KEPT]["typed"]
    assert set(kept) == {"kind", "hours", "document"}
    assert PASSWORD not in str(dict(browser.session))


def test_nobody_else_who_signs_in_in_that_browser_gets_it(lucia, rosa, cora):
    case, browser = a_return(lucia, rosa, cora), browser_of(rosa.user)
    form = case.typed | {FIELD: hidden(browser.get(case.page).text, case.address)[FIELD]}
    end_session(browser)
    answer = browser.post(case.address, form)
    other = sign_in(browser, cora, answer.url)
    assert REASON not in unescape(other.text)
    assert SAID not in other.text
    later = sign_in(browser, rosa.user, answer.url)
    assert REASON not in unescape(later.text)


def test_the_form_of_a_previously_signed_in_person_is_not_shown(lucia, rosa, cora):
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
def test_a_form_without_a_valid_mark_is_not_stored(mark):
    browser = Client()
    answer = browser.post("/hours/sessions/new/", {"note": REASON, FIELD: mark})
    assert answer.url == "/accounts/login/?next=/hours/sessions/new/"
    assert KEPT not in browser.session


def test_a_mark_expires(lucia):
    browser = browser_of(lucia.student)
    page = reverse("hours:session_new")
    mark = hidden(browser.get(page).text, page)[FIELD]
    end_session(browser)
    with time_machine.travel(NOW.replace(month=12, day=30), tick=False):
        browser.post(page, {"note": REASON, FIELD: mark})
        assert KEPT not in browser.session


def test_input_larger_than_a_form_is_not_stored(lucia):
    browser = browser_of(lucia.student)
    page = reverse("hours:session_new")
    mark = hidden(browser.get(page).text, page)[FIELD]
    end_session(browser)
    browser.post(page, {"note": "x" * 200_000, FIELD: mark})
    assert KEPT not in browser.session


def test_a_refused_form_sent_again_comes_back_on_a_page_that_opens(lucia, rosa, cora):
    case, browser = a_return(lucia, rosa, cora), browser_of(rosa.user)
    refused = browser.post(case.address, {"version": "1", "reason": ""})
    form = case.typed | {FIELD: hidden(refused.text, case.address)[FIELD]}
    end_session(browser)
    again = sign_in(browser, rosa.user, browser.post(case.address, form).url)
    assert again.status_code == 200
    assert is_filled(again.text, case.shown)


def test_a_token_that_is_wrong_on_any_other_form_is_refused_as_before(lucia):
    browser = browser_of(lucia.student, enforce_csrf_checks=True)
    answer = browser.post("/accounts/logout/", {})
    assert answer.status_code == 403
    assert "This form has expired" in answer.text
    assert Enrollment.objects.get() == lucia
    assert UserFactory().pk


def test_the_note_of_a_discarded_session_is_not_kept(lucia, rosa):
    browser, draft = browser_of(lucia.student), logged(lucia, rosa, submit=False)
    edit = reverse("hours:session_edit", args=[draft.public_id])
    form = {"note": REASON, FIELD: hidden(browser.get(edit).text, edit)[FIELD]}
    end_session(browser)
    browser.post(edit, form)
    browser.force_login(lucia.student)
    assert browser.session[KEPT]["typed"]["note"] == [REASON]
    discard = reverse("hours:session_discard", args=[draft.public_id])
    assert browser.post(discard, {"version": "1"}).status_code == 303
    assert KEPT not in browser.session
