"""Whether a school can begin: what an empty one lacks."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.db.models import Exists

from clinic_hours.people.models import ClinicSite, Cohort, Enrollment, Supervisor
from courses.requirements.models import RequirementSet
from home.core.models.actors import Person


@dataclass(frozen=True, slots=True)
class Readiness:
    """What there is, in the order in which a school sets it up."""

    site: bool
    edition: bool
    cohort: bool
    instructor: bool
    student: bool


def readiness(user: Person) -> Readiness:
    """Return what there is, in one query: that of the person's own row."""
    in_order = (
        ClinicSite.objects.filter(is_active=True),
        RequirementSet.objects.exclude(published_at=None),
        Cohort.objects.all(),
        Supervisor.objects.filter(is_active=True),
        Enrollment.objects.all(),
    )
    there_is = (Exists(rows) for rows in in_order)
    return Readiness(*get_user_model().objects.filter(pk=user.pk).values_list(*there_is).get())
