"""Who was invited some time ago and has not joined."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX

from clinic_hours.office.domain.limits import INVITED_DAYS
from clinic_hours.people.domain.invitations import Invited, Status
from clinic_hours.people.selectors.invitations import invitations_of
from home.core.models.actors import Person


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A person whose invitation was not answered for a week, or expired."""

    person: Person
    invited: Invited

    @property
    def has_expired(self) -> bool:
        return self.invited.status == Status.EXPIRED


def unanswered_invitations(now: datetime) -> list[Unanswered]:
    """Return them, the oldest first, in two queries. Who has joined has chosen a password."""
    people = get_user_model().objects.filter(
        is_active=True, password__startswith=UNUSABLE_PASSWORD_PREFIX
    )
    waiting = {person.pk: person for person in people}
    found = [Unanswered(waiting[pk], each) for pk, each in invitations_of(waiting).items()]
    return sorted((each for each in found if is_overdue(each, now)), key=sent_at)


def is_overdue(each: Unanswered, now: datetime) -> bool:
    if each.invited.status == Status.WAITING:
        return now - each.invited.sent_at >= timedelta(days=INVITED_DAYS)
    return each.has_expired


def sent_at(each: Unanswered) -> datetime:
    return each.invited.sent_at
