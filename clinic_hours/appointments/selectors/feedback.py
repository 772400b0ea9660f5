"""What clients said about a student, once enough of them have."""

from dataclasses import dataclass

from django.db.models import Avg

from clinic_hours.appointments.models import Feedback
from clinic_hours.appointments.models.feedback import QUESTIONS
from home.core.models.actors import Person

# With fewer answers, a student could tell who gave which. Later ones are added as many at a time: from
# averages before and after a single answer, a student could tell that one.
SHOWN_FROM = 5


@dataclass(frozen=True, slots=True)
class Answers:
    """The number of answers that are shown, and {question: their average}. Both are empty at first."""

    count: int
    averages: dict[str, float]


def answers_about(student: Person) -> Answers:
    about = Feedback.objects.filter(student=student.pk)
    shown = about.count() // SHOWN_FROM * SHOWN_FROM
    if not shown:
        return Answers(0, {})
    first = about.order_by("pk")[:shown]
    return Answers(shown, first.aggregate(**{name: Avg(name) for name in QUESTIONS}))


def are_shown(student: Person) -> bool:
    """Whether enough clients have answered."""
    return Feedback.objects.filter(student=student.pk)[SHOWN_FROM - 1 : SHOWN_FROM].exists()


def comments_about(student: Person) -> list[str]:
    """Return the comments, in no order that tells when they were written; none before five answers."""
    if not are_shown(student):
        return []
    written = Feedback.objects.filter(student=student.pk).exclude(comment="").order_by("comment")
    return list(written.values_list("comment", flat=True))
