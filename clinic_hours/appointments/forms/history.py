"""What became of an appointment, in words."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from clinic_hours.appointments.domain.states import AppointmentState
from clinic_hours.appointments.models import AppointmentEvent

# An event that leaves the state as it was.
AGAIN: Mapping[str, Any] = {
    AppointmentState.REQUESTED: _("Changed by the client"),
    AppointmentState.RESCHEDULE: _("Changed by the client"),
    AppointmentState.CONFIRMED: _("Moved"),
}


def history_of(events: Iterable[AppointmentEvent]) -> Iterator[tuple[AppointmentEvent, str]]:
    """Yield each event with its words, the oldest first."""
    before = ""
    for event in events:
        is_same = event.state == before
        yield event, str(AGAIN.get(event.state) if is_same else event.get_state_display())
        before = event.state
