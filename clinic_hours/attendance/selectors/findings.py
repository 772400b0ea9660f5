"""What an instructor should know of how a clocked session came about."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from clinic_hours.attendance.domain.punches import Method, PunchKind
from clinic_hours.attendance.models import Draft, HeadCount, Punch
from clinic_hours.core.domain.findings import Finding, warn
from clinic_hours.shifts.domain.states import ShiftState


def findings_from_attendance(sessions: Sequence[int]) -> Mapping[int, Sequence[Finding]]:
    """Return {session: findings} in three queries: head counts, and who started over the limit."""
    rows = Draft.objects.filter(session__in=sessions).select_related("place__shift")
    drafts = list(rows.order_by("pk"))
    if not drafts:
        return {}
    shifts = {draft.place.shift_id for draft in drafts}
    counts: dict[int, list[HeadCount]] = defaultdict(list)
    for count in HeadCount.objects.filter(shift__in=shifts):
        counts[count.shift_id].append(count)
    starts = Punch.objects.filter(
        place__in=[draft.place_id for draft in drafts],
        kind=PunchKind.START,
        method=Method.INSTRUCTOR,
        superseded_by=None,
    )
    reasons = {start.place_id: start.reason for start in starts}
    found: dict[int, list[Finding]] = {}
    for draft in drafts:
        assert draft.session_id
        of_shift = counts[draft.place.shift_id]
        found[draft.session_id] = [
            *about_counts(draft, of_shift),
            *about_start(reasons.get(draft.place_id)),
        ]
    return found


def about_counts(draft: Draft, counts: Sequence[HeadCount]) -> list[Finding]:
    """A second witness beside the clock: nobody was counted, or this student was not seen."""
    if any(draft.place.student_id in count.missing for count in counts):
        return [warn("not_seen_at_the_count")]
    is_closed = draft.place.shift.status == ShiftState.CLOSED
    return [warn("heads_not_counted")] if is_closed and not counts else []


def about_start(reason: str | None) -> list[Finding]:
    return [warn("started_over_the_limit", reason=reason)] if reason else []
