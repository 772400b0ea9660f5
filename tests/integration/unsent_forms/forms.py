"""Forms that may be sent after a login session has ended: who fills them in, where, and with what."""

import re

from bs4 import BeautifulSoup
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from clinic_hours.transcripts.documents.issuing import issue_transcript
from home.core.views.unsent import FIELD
from tests.factories.clinic import credited, logged, signed
from tests.factories.enquiries import enquiry
from tests.factories.people import PASSWORD, SuperuserFactory

SAID = "You were signed out before this was sent."
REASON = "The clinic closed at half past three that day: “please” check the end."


def browser_of(person, **options) -> Client:
    browser = Client(**options)
    browser.force_login(person)
    return browser


def hidden(page: str, address: str) -> dict[str, str]:
    """Return the hidden fields of the form that posts to an address, possibly the page's own."""
    forms = BeautifulSoup(page, "html.parser").find_all("form", method=re.compile("post", re.I))
    (form,) = [
        form
        for form in forms
        if form.get("action") == address
        or (not form.get("action") and form.find("input", {"name": FIELD}))
    ]
    return {each["name"]: each.get("value", "") for each in form.find_all("input", type="hidden")}


def sign_in(browser: Client, person, address: str):
    """Sign in through the form and follow the redirect."""
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
    """A form: who fills it in, on which page, where it posts to, what is typed."""

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
