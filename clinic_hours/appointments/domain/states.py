"""The states of a client's appointment.

requested → confirmed → done | no show. A confirmed one whose shift or student is gone is to be rescheduled.
Each that is not over can be canceled.
"""

from enum import StrEnum


class AppointmentState(StrEnum):
    REQUESTED = "requested"
    RESCHEDULE = "reschedule"
    CONFIRMED = "confirmed"
    DONE = "done"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"


# These wait for a call from the clinic office.
TO_CALL = frozenset({AppointmentState.REQUESTED, AppointmentState.RESCHEDULE})
# These take up their student's time.
HELD = frozenset({AppointmentState.CONFIRMED, AppointmentState.DONE})
NOT_OVER = TO_CALL | {AppointmentState.CONFIRMED}
# These have a time, a student and a code.
SETTLED = frozenset({AppointmentState.CONFIRMED, AppointmentState.DONE, AppointmentState.NO_SHOW})
