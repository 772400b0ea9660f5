"""Appointments on the office's Today: clients to call, and visits to mark."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clinic_hours.appointments.selectors.lists import waiting_for_the_office
from clinic_hours.desk.domain.matters import About, Act, Look, Matter, When


def appointment_matters(look: Look) -> Iterator[Matter]:
    waiting = waiting_for_the_office(look.person, look.now)
    act = Act(_("Open appointments"), reverse("hours:appointments"))
    if waiting.to_move:
        counted = ngettext(
            "%(n)s appointment needs a new time",
            "%(n)s appointments need a new time",
            waiting.to_move,
        )
        detail = _("Their shift or student changed. Call the clients.")
        yield matter("warning", counted % {"n": waiting.to_move}, detail, act)
    if waiting.requests:
        counted = ngettext(
            "%(n)s client waits for a call", "%(n)s clients wait for a call", waiting.requests
        )
        detail = _("They asked for an appointment at the community clinic.")
        yield matter("info", counted % {"n": waiting.requests}, detail, act)
    if waiting.to_mark:
        counted = ngettext(
            "%(n)s visit is not marked yet", "%(n)s visits are not marked yet", waiting.to_mark
        )
        detail = _("Mark whether the client came.")
        yield matter("neutral", counted % {"n": waiting.to_mark}, detail, act)


def matter(tone: str, fact: str, detail: str, act: Act) -> Matter:
    return Matter(When.TODAY, About.PUBLIC, "phone", tone, fact, detail, act)
