"""What must be in place before students can log hours, and what of it is missing."""

from datetime import date
from enum import StrEnum

from django.contrib.auth import get_user_model
from django.db.models import Exists, QuerySet

from clinic_hours.people.models import ClinicSite, Cohort, Credential, Enrollment, OfficeRole
from clinic_hours.people.selectors.roles import roles_in_force
from courses.requirements.models import RequirementSet
from home.core.models.actors import Person


class Step(StrEnum):
    """The steps in the order in which a school sets itself up."""

    SITE = "site"
    EDITION = "edition"
    COHORT = "cohort"
    INSTRUCTOR = "instructor"
    TITLE = "title"
    STUDENT = "student"


def missing_steps(user: Person, today: date) -> list[Step]:
    """Return the steps that are still to be done, in one query: that of the person's own row."""
    there_is = (Exists(rows) for rows in rows_of_steps(today))
    done = get_user_model().objects.filter(pk=user.pk).values_list(*there_is).get()
    return [step for step, is_done in zip(Step, done, strict=True) if not is_done]


def rows_of_steps(today: date) -> tuple[QuerySet, ...]:
    """Return for each step the rows of which one is enough."""
    return (
        ClinicSite.objects.filter(is_active=True),
        RequirementSet.objects.filter(program__retired_on=None).exclude(published_at=None),
        Cohort.objects.filter(finishes_on__gte=today),
        current_licenses(today),
        roles_in_force().filter(role=OfficeRole.Role.COORDINATOR).exclude(title=""),
        Enrollment.objects.all(),
    )


def current_licenses(today: date) -> QuerySet[Credential]:
    """Return the licenses under which an active instructor can sign today."""
    current = Credential.objects.filter(issued_on__lte=today, expires_on__gte=today)
    return current.filter(supervisor__is_active=True, supervisor__user__is_active=True)
