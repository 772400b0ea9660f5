"""The booked shifts that a student can't log, because they were not there."""

from collections.abc import Mapping, Sequence

from clinic_hours.attendance.models import Outcome
from clinic_hours.core.domain.findings import Finding, block
from clinic_hours.people.models import Enrollment

AGAINST = {
    Outcome.Kind.ABSENT: block("marked_absent"),
    Outcome.Kind.EXCUSED: block("absence_excused"),
}


def absences_among(enrollment: Enrollment, shifts: Sequence[str]) -> Mapping[str, Finding]:
    """Return {public identifier of a shift: why it can't be logged} in one query."""
    missed = Outcome.objects.filter(
        place__enrollment=enrollment,
        place__shift__public_id__in=shifts,
        is_current=True,
        kind__in=AGAINST,
    )
    rows = missed.values_list("place__shift__public_id", "kind")
    return {str(shift): AGAINST[Outcome.Kind(kind)] for shift, kind in rows}
