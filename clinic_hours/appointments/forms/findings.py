"""Why something about an appointment is refused, as sentences."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

APPOINTMENT_FINDINGS: Mapping[str, tuple[Any, Any]] = {
    "appointment_is_set": (
        _(
            "The clinic confirmed a time for you after you opened this page, so nothing was changed. "
            "This is how it is now."
        ),
        _("Confirmed"),
    ),
    "appointment_is_over": (
        _("This appointment is over or canceled, so it can't be changed."),
        _("Over"),
    ),
    "appointment_not_set": (
        _("Only a confirmed appointment can be done or a no-show."),
        _("Not confirmed"),
    ),
    "visit_not_begun": (
        _("This visit hasn't started yet. Mark it afterwards."),
        _("Not started"),
    ),
    "shift_takes_no_clients": (
        _("This shift no longer takes clients. Choose another one."),
        _("No clients"),
    ),
    "time_not_free": (
        _("Nobody is free at this time anymore. Choose another time."),
        _("Not free"),
    ),
    "student_not_free": (
        _("This student has another client at this time. Choose another student or time."),
        _("Not free"),
    ),
}
CHANGED_MEANWHILE = _(
    "Someone else changed this appointment after you opened the page, so nothing was saved. This is "
    "how it is now."
)
