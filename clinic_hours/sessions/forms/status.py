"""An enrollment's status in words, next to its progress."""

from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.domain.requirements import SetProgress

Status = Enrollment.Status


def is_over(enrollment: Enrollment, progress: SetProgress) -> bool:
    """Return whether an enrollment has ended although not all requirements are met."""
    if enrollment.status == Status.COMPLETED:
        return not progress.is_met
    return enrollment.status == Status.ENDED


def status_words(enrollment: Enrollment, progress: SetProgress) -> str:
    """Return the status. "Completed" never stands next to a requirement that is not met.

    Such a record contradicts itself, so this says only what is true either way: it has ended.
    """
    return str(
        Status.ENDED.label if is_over(enrollment, progress) else Status(enrollment.status).label
    )
