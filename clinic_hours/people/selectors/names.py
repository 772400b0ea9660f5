"""By what name a person sees students: an auditor by a label, until they have asked for the name."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from clinic_hours.people.models import Enrollment, NameDisclosure
from clinic_hours.people.policies import is_auditor, is_coordinator
from home.core.models.actors import Actor
from home.core.school_time import today
from home.core.selectors.words import Plain

LABEL = 6  # hexadecimal digits of the enrollment's public id


@dataclass(frozen=True, slots=True)
class Names:
    """Whether names are hidden from a reader, and the enrollments whose name was asked for today."""

    reader: int | None
    hidden: bool = False
    asked: frozenset[int] = frozenset()

    def hides(self, enrollment: Enrollment) -> bool:
        if not self.hidden or enrollment.student_id == self.reader:
            return False
        return enrollment.pk not in self.asked

    def of(self, enrollment: Enrollment) -> str:
        return label_of(enrollment) if self.hides(enrollment) else str(enrollment.student)

    def number_of(self, enrollment: Enrollment) -> str:
        """Return the student number, which names a student as well as a name does; "" if it is hidden."""
        return "" if self.hides(enrollment) else enrollment.student_number


def label_of(enrollment: Enrollment) -> str:
    """Return the same neutral label for an enrollment on every page, such as Student 4F2A91."""
    return _("Student %(label)s") % {"label": enrollment.public_id.hex[:LABEL].upper()}


def names_for(reader: Actor) -> Names:
    if not is_auditor(reader):
        return Names(reader.pk)
    asked = NameDisclosure.objects.filter(reader=reader.pk, day=today())
    return Names(
        reader.pk, hidden=True, asked=frozenset(asked.values_list("enrollment", flat=True))
    )


def order_for(reader: Actor) -> tuple[Any, ...]:
    """Return the order of a list of enrollments. Labels in the order of names would tell who is who."""
    return ("public_id",) if is_auditor(reader) else (Plain("student__display_name"), "pk")


def searched_by(reader: Actor) -> tuple[str, ...]:
    """Return the fields of an enrollment that a list searches: those shown, and the office also the email."""
    if is_auditor(reader):
        return ("public_id",)
    shown = ("student__display_name", "student_number")
    return (*shown, "student__email") if is_coordinator(reader) else shown
