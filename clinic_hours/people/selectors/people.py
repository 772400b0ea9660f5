"""READ: everybody at the clinic, and one person with all that the office keeps about them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.contrib.auth import get_user_model
from django.db.models import Exists, Model, OuterRef, Prefetch, Q, QuerySet

from clinic_hours.people.domain.invitations import Invited
from clinic_hours.people.models import Credential, Document, Enrollment, OfficeRole, Supervisor
from clinic_hours.people.policies import (
    can_read_the_whole_record,
    can_run_the_office,
    is_coordinator,
)
from home.core.models.actors import Actor, Person
from home.core.selectors.words import with_words

from .invitations import invitations_of


class Who(StrEnum):
    """Which people a list shows."""

    STUDENTS = "students"
    INSTRUCTORS = "instructors"
    OFFICE = "office"


def having(model: type[Model], field: str) -> Exists:
    return Exists(model._default_manager.filter(**{field: OuterRef("pk")}).order_by())


ROLES = {
    Who.STUDENTS: having(Enrollment, "student"),
    Who.INSTRUCTORS: having(Supervisor, "user"),
    Who.OFFICE: having(OfficeRole, "user"),
}


def people_visible_to(user: Actor) -> QuerySet:
    """Return everybody with a role at the clinic, also deactivated people, for the office."""
    people = get_user_model().objects.all()
    if not can_run_the_office(user):
        return people.none()
    return people.filter(Q(*ROLES.values(), _connector=Q.OR)).order_by("display_name", "pk")


def with_role(people: QuerySet, who: str) -> QuerySet:
    """Return those with one role, or all if there is no such role."""
    return people.filter(ROLES[Who(who)]) if who in set(Who) else people


def searched(people: QuerySet, words: str) -> QuerySet:
    """Return those whose name, email address and a student number together contain each word."""
    named = with_words(people.order_by(), words, "display_name", "email")
    about = ("student__display_name", "student__email", "student_number")
    enrolled = with_words(Enrollment.objects.order_by(), words, *about)
    return people.filter(Q(pk__in=named.values("pk")) | Q(pk__in=enrolled.values("student")))


@dataclass(frozen=True, slots=True)
class Listed:
    """A person in a list, with prefetched roles, and the invitation, if there was one."""

    person: Person
    invited: Invited | None


def listed(people: Sequence[Person]) -> list[Listed]:
    found = invitations_of([person.pk for person in people])
    return [Listed(person, found.get(person.pk)) for person in people]


def with_roles(people: QuerySet) -> QuerySet:
    """Join the roles that a list shows, in a constant number of queries."""
    enrollments = Enrollment.objects.select_related("cohort__program", "requirement_set__program")
    return people.select_related("supervisor", "office_role").prefetch_related(
        Prefetch("enrollments", enrollments.order_by("-started_on", "-pk")),
        Prefetch("supervisor__credentials", Credential.objects.order_by("-expires_on")),
        "supervisor__sites",
    )


ALSO_SHOWN: list[Callable[[Actor], Exists]] = []


def show_documents(where: Callable[[Actor], Exists]) -> None:
    """Also show a person the documents that match `where(user)`. Called while Django starts."""
    ALSO_SHOWN.append(where)


def documents_visible_to(user: Actor) -> QuerySet[Document]:
    """Return all for the office, and otherwise one's own.

    Auditors of the whole school also see evidence of licenses. Other documents name students, whose names
    are hidden from auditors, and a license belongs to no program or cohort. Wings above register who else
    sees a document, such as the instructor of the session that it is about.
    """
    if not user.is_active:
        return Document.objects.none()
    if is_coordinator(user):
        return Document.objects.all()
    shown = Q(person=user.pk)
    if can_read_the_whole_record(user):
        shown |= Q(credential__isnull=False)
    for where in ALSO_SHOWN:
        shown |= Q(where(user))
    return Document.objects.filter(shown)
