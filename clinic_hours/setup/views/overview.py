"""Set-up: one card for each thing, with its state in a line, and what is missing."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from clinic_hours.desk.selectors.desks import Role
from clinic_hours.desk.views.access import roles_required
from clinic_hours.desk.views.desk import render_desk
from clinic_hours.office.selectors.readiness import missing_steps
from clinic_hours.office.views.matters.set_up import STEPS
from clinic_hours.pace.views.risk_words import brief_day
from clinic_hours.people.domain.limits import Limits
from clinic_hours.people.models import OfficeRole
from clinic_hours.people.selectors.limits import limits
from clinic_hours.setup.selectors.editions import ProgramEditions
from clinic_hours.setup.selectors.overview import Overview, overview
from home.core.school_time import today
from home.core.views.signed_in import SignedInRequest
from home.site.models import Closure


@dataclass(frozen=True, slots=True)
class Card:
    title: str
    url: str
    icon: str
    lines: list[str]


@require_safe
@roles_required(Role.COORDINATOR)
def setup(request: SignedInRequest) -> HttpResponse:
    day = today()
    missing = missing_steps(request.user, day)
    context = {
        "cards": cards_of(overview(day)),
        "missing": [STEPS[step] for step in missing],
    }
    return render_desk(request, "clinic_hours_setup/overview.html", context)


def cards_of(found: Overview) -> list[Card]:
    rows = (
        (_("Clinic sites"), "setup_sites", "map-pin", site_lines(found)),
        (_("Cohorts"), "setup_cohorts", "users", cohort_lines(found)),
        (_("Requirement sets"), "setup_editions", "clipboard-list", edition_lines(found)),
        (_("Closures"), "closures", "calendar-days", closure_lines(found)),
        (_("Signers"), "setup_signers", "signature", signer_lines(found)),
        (_("Auditors"), "setup_auditors", "shield-check", auditor_lines(found)),
        (_("Kiosks"), "devices", "monitor", device_lines(found)),
        (_("Limits"), "setup_limits", "clock", limit_lines(limits())),
    )
    return [Card(title, reverse(f"hours:{name}"), icon, lines) for title, name, icon, lines in rows]


def site_lines(found: Overview) -> list[str]:
    count, others = found.sites_in_use, len(found.sites) - found.sites_in_use
    said = [ngettext("%(n)s site", "%(n)s sites", count) % {"n": count}]
    if others:
        said.append(ngettext("%(n)s not in use", "%(n)s not in use", others) % {"n": others})
    return said


def cohort_lines(found: Overview) -> list[str]:
    count, coming = len(found.current_cohorts), found.next_cohort
    said = ngettext("%(n)s cohort", "%(n)s cohorts", count) % {"n": count}
    if coming is None:
        return [said]
    starts = _("The next starts %(day)s") % {"day": brief_day(coming.starts_on, found.today)}
    return [said, starts]


def edition_lines(found: Overview) -> list[str]:
    return [edition_line(each) for each in found.programs] or [_("No programs yet")]


def edition_line(program: ProgramEditions) -> str:
    if program.current is None:
        return _("%(program)s: nothing published") % {"program": program.program}
    said = {"program": program.program, "edition": program.current.edition}
    if program.draft:
        return _("%(program)s: edition %(edition)s is in force, with a new draft") % said
    return _("%(program)s: edition %(edition)s is in force") % said


def closure_lines(found: Overview) -> list[str]:
    ahead = found.next_closure
    if ahead is None:
        return [_("No closures ahead")]
    said = {"days": days_of(ahead, found.today), "site": found.site_of(ahead)}
    if ahead.place:
        return [_("%(site)s: closed %(days)s") % said]
    return [_("Closed %(days)s") % said]


def days_of(closed: Closure, today: date) -> str:
    """Return the days of a closure, such as Dec 24–Jan 1."""
    first, last = (brief_day(day, today) for day in (closed.first_day, closed.last_day))
    return first if first == last else f"{first}–{last}"


def signer_lines(found: Overview) -> list[str]:
    return [signer_line(each) for each in found.signers] or [_("No signer yet")]


def signer_line(role: OfficeRole) -> str:
    if role.title:
        return f"{role.user}, {role.title}"
    return _("%(name)s has no title yet") % {"name": role.user}


def auditor_lines(found: Overview) -> list[str]:
    return [auditor_line(each, found.today) for each in found.auditors] or [_("No auditors")]


def auditor_line(role: OfficeRole, today: date) -> str:
    if role.until is None:
        return str(role.user)
    return _("%(name)s until %(day)s") % {"name": role.user, "day": brief_day(role.until, today)}


def device_lines(found: Overview) -> list[str]:
    count = found.kiosks
    return [ngettext("%(n)s tablet", "%(n)s tablets", count) % {"n": count}]


def limit_lines(now: Limits) -> list[str]:
    waiting = ngettext(
        "Sessions wait too long after %(n)s day",
        "Sessions wait too long after %(n)s days",
        now.office_days,
    )
    behind = ngettext(
        "Students are far behind at %(n)s week",
        "Students are far behind at %(n)s weeks",
        now.far_behind_weeks,
    )
    return [waiting % {"n": now.office_days}, behind % {"n": now.far_behind_weeks}]
