"""Who typed a number at a kiosk."""

from itertools import takewhile

from django.contrib.auth import get_user_model
from django.db.models import Q

from clinic_hours.kiosk.models import KioskPin
from clinic_hours.people.models import Enrollment
from home.core.models.actors import Person

LONGEST = 40


def person_of(number: str) -> Person | None:
    """Return the active person with this number: a student's, or an instructor's kiosk number."""
    typed = number.strip()
    if not typed:
        return None
    student = Enrollment.objects.filter(student_number__iexact=typed).values("student")
    digits = "".join(filter(str.isdigit, typed))
    instructor = KioskPin.objects.filter(number=digits).exclude(number="").values("person")
    people = get_user_model().objects.filter(is_active=True)
    return people.filter(Q(pk__in=student)).first() or people.filter(pk__in=instructor).first()


def prefix_of_numbers() -> str:
    """Return what student numbers begin with, such as PC-, so that only digits are typed."""
    newest = Enrollment.objects.order_by("-pk").values_list("student_number", flat=True).first()
    return "".join(takewhile(lambda letter: not letter.isdigit(), newest or ""))
