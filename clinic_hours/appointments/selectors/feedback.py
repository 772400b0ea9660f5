"""What clients said about a student, once enough of them have."""

from dataclasses import dataclass

from django.db.models import Avg, Count

from clinic_hours.appointments.models import Feedback
from clinic_hours.appointments.models.feedback import QUESTIONS
from home.core.models.actors import Person

# With fewer answers, a student could tell who gave which.
SHOWN_FROM = 5


@dataclass(frozen=True, slots=True)
class Answers:
    """The number of answers, and {question: their average} once there are enough."""

    count: int
    averages: dict[str, float]

    @property
    def are_shown(self) -> bool:
        return self.count >= SHOWN_FROM


def answers_about(student: Person) -> Answers:
    about = Feedback.objects.filter(student=student.pk)
    found = about.aggregate(count=Count("pk"), **{name: Avg(name) for name in QUESTIONS})
    count = found.pop("count")
    return Answers(count, found if count >= SHOWN_FROM else {})


def comments_about(student: Person) -> list[str]:
    """Return the comments, in no order that tells when they were written; none before five answers."""
    about = Feedback.objects.filter(student=student.pk)
    if about.count() < SHOWN_FROM:
        return []
    written = about.exclude(comment="").order_by("comment")
    return list(written.values_list("comment", flat=True))
