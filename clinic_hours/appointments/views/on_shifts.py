"""Clients on the pages of shifts: students see code and time, instructors also service and student."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from clinic_hours.appointments.selectors.on_shifts import clients_of_places, clients_on
from clinic_hours.core.forms.times import time_range
from clinic_hours.shifts.models import Place as ShiftPlace
from clinic_hours.shifts.models import Shift
from clinic_hours.shifts.views.additions import Section
from home.core.models.actors import Person

TEMPLATE = "clinic_hours_appointments/includes/clients_on_shift.html"


def clients_for_students(places: Sequence[ShiftPlace]) -> dict[int, list[str]]:
    """Return {place: a sentence for each of its clients}."""
    found: dict[int, list[str]] = {}
    for each in clients_of_places(places):
        if not (each.place_id and each.shift and each.starts_at and each.ends_at):
            continue
        times = time_range(each.starts_at, each.ends_at, each.shift.zone)
        said = _("Client %(code)s, %(times)s") % {"code": each.code, "times": times}
        found.setdefault(each.place_id, []).append(said)
    return found


def clients_for_staff(person: Person, shift: Shift) -> Section | None:
    clients = clients_on(person, shift)
    return Section(TEMPLATE, clients) if clients else None
