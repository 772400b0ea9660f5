"""WRITE: clocking in on one's own phone with the clinic's code."""

import hmac
from datetime import datetime
from uuid import UUID

from clinic_hours.attendance.domain.punches import Method, PunchKind
from clinic_hours.attendance.models import Punch
from clinic_hours.attendance.services.lapsing import lapse_overdue
from clinic_hours.attendance.services.punching import Sent, punch
from clinic_hours.core.domain.errors import Refused
from clinic_hours.core.domain.findings import block
from clinic_hours.kiosk.domain.codes import code_of, is_current
from clinic_hours.kiosk.selectors.devices import code_key
from clinic_hours.people.models import ClinicSite
from home.core.models.actors import Person

from .receiving import find_shift, kind_on


def refuse_code(site: ClinicSite, step: int, code: str, now: datetime, *, was_seen: bool) -> None:
    """Raise Refused for a code that is wrong or old. `was_seen`: it was current when its page was opened."""
    right = code_of(code_key(site.pk), site.slug, step)
    if not hmac.compare_digest(right.encode(), code.encode()):
        raise Refused((block("code_wrong"),))
    if not was_seen and not is_current(step, now):
        raise Refused((block("code_old"),))


def punch_by_phone(
    *, person: Person, site: ClinicSite, step: int, kind: PunchKind, uuid: UUID, now: datetime
) -> tuple[Punch, bool]:
    """Punch with a code that holds. Return the punch, and whether an earlier presence was ended.

    Raises Refused if it doesn't fit, or the person has used the code for the same already.
    """
    if known := Punch.objects.filter(uuid=uuid, person=person).first():
        return known, False
    ended = kind == PunchKind.IN and lapse_overdue(now, person.pk) > 0
    shift = find_shift(person, kind, now, site)
    if shift.site_id != site.pk:
        raise Refused((block("code_of_another_site"),))
    sent = Sent(Method.PHONE_CODE, uuid, code_step=step)
    kind = kind_on(shift, person, kind)
    return punch(person=person, shift=shift, kind=kind, sent=sent, now=now), ended
