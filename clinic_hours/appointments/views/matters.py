"""Appointments on the office's Today: clients to call, and visits to mark."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clinic_hours.appointments.models import Appointment
from clinic_hours.appointments.selectors.lists import waiting_for_the_office
from clinic_hours.appointments.selectors.unsettled import without_instructor
from clinic_hours.desk.domain.matters import About, Act, Look, Matter, When

SOON = timedelta(days=2)


def appointment_matters(look: Look) -> Iterator[Matter]:
    if uncovered := without_instructor(look.person, look.now):
        yield uncovered_matter(uncovered, look.now)
    waiting = waiting_for_the_office(look.person, look.now)
    url = reverse("hours:appointments")
    call, answer, mark = Act(_("Call them"), url), Act(_("Answer"), url), Act(_("Mark visits"), url)
    if waiting.to_move:
        counted = ngettext(
            "%(n)s appointment needs a new time",
            "%(n)s appointments need a new time",
            waiting.to_move,
        )
        detail = _("Their shift or student changed. Call the clients.")
        yield matter("warning", counted % {"n": waiting.to_move}, detail, call)
    if waiting.asked_again:
        counted = ngettext(
            "%(n)s client asks for another time",
            "%(n)s clients ask for another time",
            waiting.asked_again,
        )
        detail = _("They gave up the time that they had. Call them.")
        yield matter("warning", counted % {"n": waiting.asked_again}, detail, call)
    if waiting.requests:
        counted = ngettext(
            "%(n)s client waits for a call", "%(n)s clients wait for a call", waiting.requests
        )
        detail = _("They asked for an appointment at the community clinic.")
        yield matter("info", counted % {"n": waiting.requests}, detail, answer)
    if waiting.to_mark:
        counted = ngettext(
            "%(n)s visit is not marked yet", "%(n)s visits are not marked yet", waiting.to_mark
        )
        detail = _("Mark whether the client came.")
        yield matter("neutral", counted % {"n": waiting.to_mark}, detail, mark)


def uncovered_matter(appointments: Sequence[Appointment], now: datetime) -> Matter:
    """Say whose visit has nobody who supervises it. It leads to the first one's shift."""
    first, count = appointments[0], len(appointments)
    assert first.shift  # a confirmed appointment has one
    fact = ngettext(
        "%(n)s appointment has no instructor", "%(n)s appointments have no instructor", count
    ) % {"n": count}
    detail = _("Find cover for the shift, or call the client.")
    address = f"{reverse('hours:roster')}?shift={first.shift.public_id}#shift"
    act = Act(_("Find cover"), address)
    rest = Act(_("Open appointments"), reverse("hours:appointments"))
    is_soon = first.starts_at is not None and first.starts_at - now <= SOON
    when = When.TODAY if is_soon else When.THIS_WEEK
    return Matter(when, About.PUBLIC, "triangle-alert", "danger", fact, detail, act, more=rest)


def matter(tone: str, fact: str, detail: str, act: Act) -> Matter:
    return Matter(When.TODAY, About.PUBLIC, "phone", tone, fact, detail, act)
