"""A checkbox comes back checked or unchecked, as it was."""

import re
from datetime import timedelta
from html import unescape

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from clinic_hours.people.models import ClinicSite
from clinic_hours.sessions.models import ClinicSession
from home.core.views.unsent import FIELD
from tests.factories.clinic import TODAY, logged
from tests.factories.people import PASSWORD

from .forms import REASON, browser_of, end_session, hidden, log_form, sign_in

pytestmark = pytest.mark.django_db


def test_checked_rows_of_the_queue_are_checked_again(lucia, rosa):
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
def test_an_unchecked_box_comes_back_unchecked(lucia, rosa, cora, form):
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


def test_an_unchecked_overnight_box_comes_back_unchecked(lucia, rosa):
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
