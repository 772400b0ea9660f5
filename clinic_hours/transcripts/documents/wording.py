"""The text and figures of the printed transcript, in the reader's language."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from clinic_hours.core.forms.times import hours
from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.domain.lines import EntryLine
from clinic_hours.sessions.forms.lines import MINUS, moment_in_full
from clinic_hours.sessions.forms.provenance import PROVENANCE
from clinic_hours.sessions.models import HourEntry
from clinic_hours.transcripts.domain.transcripts import Issuer, RequirementTotals


def kind_words(line: EntryLine) -> str:
    return str(HourEntry.Kind(line.kind).label)


def signed_hours(minutes: int) -> str:
    """Return hours with a true minus sign, for a column of figures."""
    return f"{MINUS}{hours(-minutes)}" if minutes < 0 else hours(minutes)


def count_words(count: int) -> str:
    """Return a number of clients, or an empty string for none."""
    if not count:
        return ""
    return f"{MINUS}{number_format(-count)}" if count < 0 else number_format(count)


def school_moment(text: str, zone: str) -> str:
    """Return an instant in the school's local time."""
    return moment_in_full(datetime.fromisoformat(text).astimezone(ZoneInfo(zone)).isoformat())


def remark(line: EntryLine) -> str:
    """Return what a reader must know about a line besides its figures, or an empty string."""
    if line.reverses:
        return _("Reverses entry %(number)s") % {"number": line.reverses}
    said = []
    if line.document:
        said.append(_("%(kind)s, from: %(document)s") % vars_of(line))
    if line.provenance:
        said.append(str(PROVENANCE[line.provenance]))
    if line.taken_back_by:
        said.append(_("reversed by entry %(number)s") % {"number": line.taken_back_by})
    return " · ".join(said)


def issuer_words(issuer: Issuer) -> str:
    return f"{issuer.name}, {issuer.title}" if issuer.title else issuer.name


def vars_of(line: EntryLine) -> dict[str, str]:
    return {"kind": kind_words(line), "document": line.document}


def outcome(requirement: RequirementTotals, clock_hour: int) -> str:
    """Return whether a requirement is met or what is missing, and any surplus."""
    said = [_("met")] if requirement.is_met else missing_words(requirement, clock_hour)
    if requirement.surplus_minutes:
        said.append(surplus_words(requirement.surplus_minutes, clock_hour))
    return ", ".join(said)


def surplus_words(minutes: int, clock_hour: int) -> str:
    return _("%(surplus)s h surplus") % {"surplus": hours(minutes, clock_hour)}


def missing_words(requirement: RequirementTotals, clock_hour: int) -> list[str]:
    missing = []
    short = requirement.required_minutes - requirement.counted_minutes
    if short > 0:
        missing.append(_("%(hours)s h short") % {"hours": hours(short, clock_hour)})
    clients = requirement.required_clients - requirement.clients
    if clients > 0:
        missing.append(_("%(count)s clients short") % {"count": clients})
    return missing


def enrollment_words(status: str) -> str:
    return str(Enrollment.Status(status).label)
