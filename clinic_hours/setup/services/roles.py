"""WRITE: who runs the office and signs for it, and who may read in it for a time."""

from collections.abc import Collection
from datetime import date, datetime

from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from clinic_hours.core.domain.errors import Conflict, NotAllowed
from clinic_hours.core.services.transaction import recorded
from clinic_hours.people.domain.edits import Edit
from clinic_hours.people.models import Cohort, OfficeRole
from clinic_hours.people.services.accounts import account_for, locked_account, refuse_outsiders
from clinic_hours.people.services.edits import keep_changes, read_again, refuse_outdated
from clinic_hours.setup.selectors.access import mark_of
from courses.curriculum.models import Program
from home.core.models.actors import Person

Opened = Collection[Program | Cohort]
TITLE = ("title",)


@recorded
def give_role(
    *,
    actor: Person,
    email: str,
    display_name: str,
    role: str,
    title: str = "",
    language: str = "",
    opened: Opened | None = None,
    until: date | None = None,
) -> tuple[OfficeRole, bool]:
    """Give a person a role in the office, and return it and whether they were invited.

    Someone whose access as an auditor is over gets it anew. Raises NotAllowed as `account_for` does, or for
    someone who has a role, or if there is neither an account nor a name.
    """
    refuse_outsiders(actor)
    if not display_name and not get_user_model().objects.filter(email=email.lower()).exists():
        raise NotAllowed("no_name")
    person, is_invited = account_for(
        email=email, display_name=display_name, invited_by=actor, language=language
    )
    locked_account(person)  # two coordinators may give the same person a role
    given = OfficeRole.objects.filter(user=person).first()
    if given and (given.role != OfficeRole.Role.AUDITOR or role != given.role):
        raise NotAllowed("has_a_role")
    given = given or OfficeRole(user=person)
    given.role, given.title = role, title
    return write_limits(given, opened, until), is_invited


@recorded
def limit_access(
    *, actor: Person, role: OfficeRole, opened: Opened | None, until: date | None, shown: str = ""
) -> OfficeRole:
    """Change what an auditor may read and until when. Access that was ended is given again.

    `shown` is the mark of the access that the page showed. Raises Conflict if it has changed since.
    """
    refuse_outsiders(actor)
    fresh = read_again(auditors(), role.pk)
    if shown and shown != mark_of(fresh):
        raise Conflict
    return write_limits(fresh, opened, until)


@recorded
def end_access(*, actor: Person, role: OfficeRole, now: datetime) -> OfficeRole:
    """End an auditor's access at once. Ending it twice changes nothing."""
    refuse_outsiders(actor)
    fresh = read_again(auditors(), role.pk)
    if fresh.ended_at is None:
        fresh.ended_at = now
        fresh.save(update_fields=["ended_at"])
    return fresh


@recorded
def change_title(*, actor: Person, role: OfficeRole, edit: Edit) -> OfficeRole:
    """Change the title that transcripts print under a coordinator's name. Issued ones keep theirs.

    Raises Conflict if someone else changed it after the page was shown.
    """
    refuse_outsiders(actor)
    fresh = read_again(coordinators(), role.pk)
    refuse_outdated(fresh, edit, TITLE)
    return keep_changes(fresh, edit)


@recorded
def remove_coordinator(*, actor: Person, role: OfficeRole) -> None:
    """Take a coordinator's role away. Raises NotAllowed for one's own: the office could lock itself out."""
    refuse_outsiders(actor)
    if role.user_id == actor.pk:
        raise NotAllowed("own_role")
    read_again(coordinators(), role.pk).delete()


def auditors() -> QuerySet[OfficeRole]:
    return OfficeRole.objects.select_for_update().filter(role=OfficeRole.Role.AUDITOR)


def coordinators() -> QuerySet[OfficeRole]:
    return OfficeRole.objects.select_for_update().filter(role=OfficeRole.Role.COORDINATOR)


def write_limits(role: OfficeRole, opened: Opened | None, until: date | None) -> OfficeRole:
    """Save a role with what it opens, or with the whole school if `opened` is None."""
    role.is_limited = opened is not None
    role.until, role.ended_at = until, None
    write(role)
    role.programs.set(each for each in opened or () if isinstance(each, Program))
    role.cohorts.set(each for each in opened or () if isinstance(each, Cohort))
    return role


def write(role: OfficeRole) -> OfficeRole:
    role.full_clean()
    role.save()
    return role
