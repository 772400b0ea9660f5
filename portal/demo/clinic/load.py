"""Load the clinic: its people and places, then histories, then sessions that are still open."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.services.audits import check_ledger
from courses.requirements.models import RequirementSet
from portal.accounts.models import User

from .appointments import load_appointments
from .attendance import load_attendance
from .cast import STUDENTS
from .histories import ZONE, Histories
from .next_edition import draft_next_edition
from .notices import load_notices
from .records import build_clinic, enroll_all
from .sample_states import SampleStates
from .shifts import load_shifts


def load_clinic(
    people: dict[str, User],
    requirement_set: RequirementSet,
    now: datetime,
    say: Callable[[str], None],
) -> None:
    """Load cohorts, enrollments and histories, unless there are some already."""
    if Enrollment.objects.exists():
        return
    began = timezone.now()
    today = now.astimezone(ZoneInfo(ZONE)).date()
    clinic = build_clinic(people, requirement_set, today)
    enrollments = enroll_all(people, clinic, requirement_set, today)
    histories = Histories(clinic, requirement_set, now)
    for student in STUDENTS:
        histories.log_history(student, enrollments[student])
    say("Signing …")
    histories.sign_everything_due()
    SampleStates(histories).add({s.name: e for s, e in enrollments.items()}, people)
    say("Clocking in and out …")
    load_attendance(clinic, enrollments, people, now)
    say("Planning shifts …")
    load_shifts(clinic, list(enrollments.values()), people, now)
    load_appointments(clinic, list(enrollments.values()), people, now)
    load_notices(now, began)
    draft_next_edition(requirement_set)
    check_ledger()
