"""WRITE: note who opened a student's record, and forget it in time."""

from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone

from clinic_hours.people.models import Enrollment, RecordRead
from home.core.models.actors import Person
from home.core.school_time import day_of


def note_read(*, reader: Person, enrollment: Enrollment, kind: str, about: str = "") -> None:
    """Note that someone opened a page about a student, once a day. Nothing is noted of the student.

    One INSERT, which does nothing if the row exists: two pages opened at once do not collide.
    """
    if reader.pk == enrollment.student_id:
        return
    now = timezone.now()
    row = RecordRead(
        enrollment=enrollment,
        reader=reader,
        kind=kind,
        about=about,
        day=day_of(now),
        first_at=now,
    )
    RecordRead.objects.bulk_create([row], ignore_conflicts=True)


def forget_old_reads(on: date) -> int:
    """Erase what was opened longer ago than the school keeps; return how many rows."""
    kept_from = on - timedelta(days=settings.RECORD_READS_KEPT_DAYS)
    erased, _by_model = RecordRead.objects.filter(day__lt=kept_from).delete()
    return erased
