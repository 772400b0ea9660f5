"""The text and figures of the printed transcript, in the reader's language."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from clinic_hours.core.domain.minutes import MINUTES_PER_HOUR
from clinic_hours.core.forms.times import hours, hours_and_minutes, with_minus
from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.domain.lines import EntryLine
from clinic_hours.sessions.forms.lines import day_of, moment_in_full
from clinic_hours.sessions.models import HourEntry
from clinic_hours.transcripts.domain.transcripts import (
    RequirementTotals,
    School,
    Standard,
    Study,
    TranscriptStatement,
)

Figure = Callable[[int], str]  # returns minutes as hours

Status = Enrollment.Status
# How times were recorded, in one short word for a narrow column.
RECORDED = {
    "typed": pgettext_lazy("how times were recorded", "Typed"),
    "clocked": pgettext_lazy("how times were recorded", "Clocked"),
    "attested": pgettext_lazy("how times were recorded", "Attested"),
}


def kind_words(line: EntryLine) -> str:
    return str(HourEntry.Kind(line.kind).label)


def figure_of(clock_hour: int) -> Figure:
    """Return the function that prints minutes as the program counts its hours."""
    if clock_hour == MINUTES_PER_HOUR:
        return hours_and_minutes
    # These add up exactly, too: a minute is a whole number of hundredths, such as 0.02 of 50 minutes.
    return partial(hours, clock_hour=clock_hour)


def in_a_sentence(minutes: int, clock_hour: int) -> str:
    """Return minutes as the program counts its hours, whole hours without their zeros: 500, not 500:00."""
    whole, rest = divmod(minutes, clock_hour)
    return figure_of(clock_hour)(minutes) if rest else number_format(whole, force_grouping=True)


def count_words(count: int) -> str:
    """Return a number of clients, or an empty string for none."""
    return with_minus(number_format(count)) if count else ""


def school_moment(text: str, zone: str) -> str:
    """Return an instant in the school's local time."""
    return moment_in_full(local(text, zone))


def school_day(text: str, zone: str) -> str:
    """Return the school's date at an instant."""
    return day_of(local(text, zone).partition("T")[0])


def local(text: str, zone: str) -> str:
    return datetime.fromisoformat(text).astimezone(ZoneInfo(zone)).isoformat()


def address_lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def school_lines(school: School) -> list[str]:
    """Return the school's address, the address of its campus if that is another one, and its contacts."""
    mailing, campus = (", ".join(address_lines(each)) for each in (school.address, school.campus))
    lines = [mailing]
    if campus and campus.casefold() != mailing.casefold():
        lines.append(_("Campus: %(address)s") % {"address": campus})
    lines.append(" · ".join(each for each in (school.phone, school.email) if each))
    return [line for line in lines if line]


def study_end(study: Study, *, is_complete: bool) -> tuple[str, str]:
    """Return the label and text that say how the study ended, or what it is today.

    A student who completed the program has graduated. If clinic requirements are not met all the same,
    the record contradicts itself, and the transcript says only what is true either way: it has ended.
    """
    match study.status:
        case Status.COMPLETED if is_complete:
            return ended(_("Graduated on"), _("Graduated"), study)
        case Status.COMPLETED:
            return ended(_("Enrollment ended on"), _("Enrollment ended"), study)
        case Status.ENDED:
            return ended(_("Withdrew on"), _("Withdrew"), study)
        case _status:
            return _("Enrollment"), str(Status(study.status).label)


def ended(label: str, words: str, study: Study) -> tuple[str, str]:
    """Return how the study ended with its date, or without it if none is on record."""
    return (label, day_of(study.ended_on)) if study.ended_on else (_("Enrollment"), words)


def standard_words(standard: Standard) -> str:
    return f"{standard.name} ({standard.citation})" if standard.citation else standard.name


def minimum_words(standard: Standard, clock_hour: int) -> str:
    """Return the board's minimum for the program, or an empty string if it isn't known."""
    if standard.minutes is None:
        return ""
    total = in_a_sentence(standard.minutes, clock_hour)
    if not standard.clinical_minutes:
        return _("%(total)s h") % {"total": total}
    clinical = in_a_sentence(standard.clinical_minutes, clock_hour)
    return _("%(total)s h, of which %(clinical)s h in clinic") % {
        "total": total,
        "clinical": clinical,
    }


def conclusion(statement: TranscriptStatement) -> str:
    """Return whether all clinic requirements are met. It never says "complete", as the status might."""
    if statement.is_complete:
        return _("All clinic requirements of this program are met.")
    return _(
        "Not all clinic requirements of this program are met. The table shows what is missing."
    )


def declaration(statement: TranscriptStatement) -> str:
    """Return what the board wants the school to declare, in the board's words, or an empty string.

    A board reads it as the school's word for this student, whatever its text. So it is left out, and not
    softened, if requirements are not met or the student withdrew.
    """
    standard, withdrew = statement.standard, statement.study.status == Status.ENDED
    if standard is None or withdrew or not statement.is_complete:
        return ""
    return standard.declaration.strip()


def no_declaration(statement: TranscriptStatement) -> str:
    """Return why the declaration that the board wants is missing, or an empty string."""
    wanted = statement.standard is not None and statement.standard.declaration.strip()
    if not wanted or declaration(statement):
        return ""
    return _("This transcript does not carry the declaration for the licensing board.")


def outcome(requirement: RequirementTotals, figure: Figure) -> str:
    """Return whether a requirement is met or what is missing, and any surplus."""
    said = [_("met")] if requirement.is_met else list(missing_words(requirement, figure))
    if requirement.surplus_minutes:
        said.append(surplus_words(requirement.surplus_minutes, figure))
    return ", ".join(said)


def surplus_words(minutes: int, figure: Figure) -> str:
    return _("%(surplus)s h surplus") % {"surplus": figure(minutes)}


def missing_words(requirement: RequirementTotals, figure: Figure) -> Iterator[str]:
    short = requirement.required_minutes - requirement.counted_minutes
    if short > 0:
        yield _("%(hours)s h short") % {"hours": figure(short)}
    clients = requirement.required_clients - requirement.clients
    if clients > 0:
        yield _("%(count)s clients short") % {"count": clients}


def source_words(line: EntryLine) -> str:
    """Return what stands in place of times and site: the entry it reverses, or the document it is from."""
    if line.reverses:
        return _("Reverses entry %(number)s") % {"number": line.reverses}
    if line.document:
        return _("%(kind)s, from: %(document)s") % {
            "kind": kind_words(line),
            "document": line.document,
        }
    return "" if line.starts else kind_words(line)


def recorded_words(line: EntryLine) -> str:
    """Return how the times were recorded, and which entry reverses this one."""
    is_recorded = line.provenance and not line.reverses
    said = [str(RECORDED[line.provenance])] if is_recorded else []
    if line.taken_back_by:
        said.append(_("reversed by entry %(number)s") % {"number": line.taken_back_by})
    return ", ".join(said)


def month_words(day: str) -> str:
    """Return the month of an ISO date, such as November 2026."""
    return date_format(date.fromisoformat(day), "YEAR_MONTH_FORMAT")
