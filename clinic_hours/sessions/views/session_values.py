"""The values of the log form: what it begins with, and what it says once it is filled in."""

import re
from functools import cache, partial
from zoneinfo import ZoneInfo

from django.utils import timezone

from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.forms.sessions import SessionForm
from clinic_hours.sessions.forms.shift_choice import FindShifts, filled_in_by
from clinic_hours.sessions.models import ClinicSession
from clinic_hours.sessions.selectors.shift_choices import shifts_to_log
from clinic_hours.sessions.selectors.usual import Remembered
from clinic_hours.sessions.services.claims import SessionFacts
from home.core.views.signed_in import SignedInRequest

PLAIN = re.compile(r"[0-9]{2}:[0-9]{2}|[0-9]{1,4}")


def beginnings(last: Remembered, voided: ClinicSession | None) -> dict:
    """Return initial values: from the voided session, or today and those of the last session.

    Today is the date at the clinic.
    """
    if voided:
        return as_typed(voided) | {"version": None}
    return {
        "date": timezone.localdate(timezone=ZoneInfo(last.zone) if last.zone else None),
        "requirement": last.requirement_id,
        "site": last.site_id,
        "supervisor": last.supervisor_id,
    }


def shifts_of(enrollment: Enrollment) -> FindShifts:
    """Return what looks up the shifts that can be logged now, once."""
    now = timezone.now()
    return cache(partial(shifts_to_log, enrollment, timezone.localdate(now), now))


def begun_with(request: SignedInRequest, find_shifts: FindShifts | None) -> dict:
    """Return the values of the shift in the address, or of the newest one unless times are chosen."""
    found = find_shifts() if find_shifts else ()
    shifts = [each for each in found if not each.against]
    asked = request.GET.get("shift", "")
    if chosen := next((each for each in shifts if each.key == asked), None):
        return filled_in_by(chosen)
    return filled_in_by(shifts[0]) if shifts and not chosen_times(request) else {}


def chosen_times(request: SignedInRequest) -> dict:
    """Return the times in the address: those of a chip that was chosen without a script."""
    times = {name: request.GET.get(name, "") for name in ("start", "end", "break_minutes")}
    return {name: text for name, text in times.items() if PLAIN.fullmatch(text)}


def as_typed(session: ClinicSession) -> dict:
    """Return a session's values as typed into its form."""
    start, end = session.local_starts_at, session.local_ends_at
    return {
        "date": start.date(),
        "start": start.time(),
        "end": end.time(),
        "overnight": end.date() > start.date(),
        "start_fold": str(start.fold) if start.fold else "",
        "end_fold": str(end.fold) if end.fold else "",
        "break_minutes": session.break_minutes,
        "requirement": session.requirement_id,
        "site": session.site_id,
        "supervisor": session.supervisor_id,
        "clients": session.clients,
        "note": session.note,
        "version": session.version,
    }


def facts_from(form: SessionForm, session: ClinicSession | None = None) -> SessionFacts:
    """Return the facts in the form. Clocked times stay clocked unless the form changed them."""
    cleaned = form.cleaned_data
    times = (form.starts_at, form.ends_at, cleaned["break_minutes"])
    kept = session and times == (session.starts_at, session.ends_at, session.break_minutes)
    return SessionFacts(
        requirement=cleaned["requirement"],
        site=cleaned["site"],
        supervisor=cleaned["supervisor"],
        starts_at=form.starts_at,
        ends_at=form.ends_at,
        break_minutes=cleaned["break_minutes"],
        clients=cleaned["clients"],
        note=cleaned["note"],
        names_no_client=cleaned["names_no_client"],
        late_reason=cleaned.get("late_reason", ""),
        provenance=session.provenance if session and kept else ClinicSession.Provenance.TYPED,
    )
