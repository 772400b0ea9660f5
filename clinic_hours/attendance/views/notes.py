"""What students read on their own places: when they clocked in and out, and what is missing."""

from collections.abc import Iterator, Mapping, Sequence

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from clinic_hours.attendance.domain.punches import Closing, SpanKind
from clinic_hours.attendance.forms.live_words import clock_at
from clinic_hours.attendance.models import Outcome, Presence
from clinic_hours.attendance.selectors.notes import Came, came_to
from clinic_hours.core.domain.findings import Finding
from clinic_hours.core.forms.times import time_range
from clinic_hours.core.forms.wording import sentence_of
from clinic_hours.shifts.models import Place


def attendance_notes(places: Sequence[Place]) -> Mapping[int, Sequence[str]]:
    """Return {place: sentences} in three queries."""
    came = came_to([place.pk for place in places])
    return {
        place.pk: list(sentences(place, came[place.pk])) for place in places if place.pk in came
    }


def sentences(place: Place, came: Came) -> Iterator[str]:
    for outcome in came.outcomes:
        yield from outcome_words(outcome)
    if came.presences:
        yield presence_words(place, came.presences)
    for draft in came.drafts[-1:]:
        for finding in draft.findings:
            reason = sentence_of(Finding.from_dict(finding))
            yield _("No session was drafted: %(reason)s") % {"reason": reason}
    if came.presences:
        address = reverse("hours:punches", args=[place.shift.public_id, place.student.public_id])
        yield format_html('<a href="{}">{}</a>', address, _("See your clock times"))


def outcome_words(outcome: Outcome) -> Iterator[str]:
    if outcome.kind == Outcome.Kind.ABSENT:
        said = _("You were marked absent.")
        yield f"{said} {outcome.reason}".strip()
    if outcome.kind == Outcome.Kind.EXCUSED:
        said = _("Your absence is excused.")
        yield f"{said} {outcome.reason}".strip()


def presence_words(place: Place, presences: Sequence[Presence]) -> str:
    """Return the state of the newest presence, or from when to when they were there."""
    latest, zone = presences[-1], place.shift.zone
    time = {"time": clock_at(latest.from_at, zone)}
    if latest.closing == Closing.UNCLOSED:
        return _(
            "Your clock-out is missing. Ask the instructor to confirm when you left: these hours "
            "don't count until then."
        )
    if latest.to_at:
        times = time_range(presences[0].from_at, latest.to_at, zone)
        return _("You were here %(times)s.") % {"times": times}
    if latest.kind == SpanKind.WAITING:
        return _("You clocked in at %(time)s and wait to start. Your time is kept.") % time
    if latest.kind == SpanKind.BREAK:
        return _("You are on a break since %(time)s.") % time
    return _("You are clocked in since %(time)s.") % time
