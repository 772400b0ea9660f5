"""Transfer hours from another school, and opening balances from before this ledger."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from clinic_hours.core.domain.authentication import Authentication, is_fresh
from clinic_hours.core.domain.errors import Conflict, NotAllowed, Refused
from clinic_hours.core.services.transaction import recorded
from clinic_hours.ledger.domain.commitments import committed
from clinic_hours.ledger.domain.entries import Kind
from clinic_hours.ledger.services.append import Act, keep_secrets
from clinic_hours.people.models import Enrollment
from clinic_hours.people.services.enrollments import lock_enrollment_row
from clinic_hours.sessions.domain.attestation import Statement
from clinic_hours.sessions.domain.credits import (
    document_counted,
    is_same_document,
    more_than_needed,
)
from clinic_hours.sessions.domain.entries import (
    Credit,
    Signer,
    Signing,
    credit_body,
)
from clinic_hours.sessions.models import HourEntry
from clinic_hours.sessions.policies import can_credit
from clinic_hours.sessions.selectors.progress import progress_of_enrollment
from courses.requirements.models import Requirement
from home.core.fields.names import unseen_in
from home.core.models.actors import Person

from .completion import reopen_where_unmet
from .evidence import reversal_posting
from .notices import tell_student_of_reversal
from .postings import Posting, post_hours

KINDS = (HourEntry.Kind.TRANSFER, HourEntry.Kind.OPENING)


@dataclass(frozen=True, slots=True)
class Paper:
    """The hours that a document states. `kind` is transfer or opening."""

    kind: str
    requirement: Requirement
    minutes: int
    clients: int
    occurred_on: date
    document: str


@recorded
def post_credit(
    *,
    actor: Person,
    enrollment: Enrollment,
    paper: Paper,
    statement: Statement,
    authentication: Authentication,
    now: datetime | None = None,
) -> HourEntry:
    """Post hours from a document, signed by the coordinator.

    Raises NotAllowed for a stale authentication, for anyone not in charge, for a requirement of another
    set, and for anything but a transfer or opening balance of some minutes from a named document.
    Raises Conflict if the same hours of this document already count, as after a second click.
    Raises Refused if the document already counts for this requirement, and for more hours than the
    requirement can use.
    """
    now = now or timezone.now()
    check_signer(actor, enrollment, authentication, now)
    if paper.requirement.requirement_set_id != enrollment.requirement_set_id:
        raise NotAllowed("requirement_of_another_set")
    named = paper.document and not unseen_in(paper.document)
    if paper.kind not in KINDS or paper.minutes < 1 or paper.clients < 0 or not named:
        raise NotAllowed("not_a_credit")
    lock_enrollment_row(enrollment.pk)
    check_need(enrollment, paper)
    document = committed(paper.document)
    credit = Credit(
        category=paper.requirement.category,
        requirement=paper.requirement.name,
        minutes=paper.minutes,
        clients=paper.clients,
        occurred_on=paper.occurred_on,
        document=document.commitment,
    )
    signing = Signing(
        Signer(actor.pk, str(actor)), statement, authentication, now, settings.TIME_ZONE
    )
    body = credit_body(credit, signing)
    posting = Posting(
        Act(Kind(paper.kind), now, body, enrollment.public_id, (document,)),
        enrollment_id=enrollment.pk,
        requirement_id=paper.requirement.pk,
        minutes=credit.minutes,
        clients=credit.clients,
        occurred_on=credit.occurred_on,
        document=paper.document,
    )
    (entry,) = post_hours([posting])
    return entry


@recorded
def reverse_credit(
    *,
    actor: Person,
    entry: HourEntry,
    reason: str,
    statement: Statement,
    authentication: Authentication,
    now: datetime | None = None,
) -> HourEntry:
    """Take back hours from a document with a reversal entry and a reason. Raises Conflict the second time."""
    now = now or timezone.now()
    check_signer(actor, entry.enrollment, authentication, now)
    if entry.kind not in KINDS:
        raise NotAllowed("not_a_credit")
    enrollment = lock_enrollment_row(entry.enrollment_id)
    if HourEntry.objects.filter(reverses=entry).exists():
        raise Conflict
    why = committed(reason)
    keep_secrets([why])
    posting = reversal_posting(
        HourEntry.objects.select_related("enrollment", "log_entry").get(pk=entry.pk),
        voider=actor,
        zone=settings.TIME_ZONE,
        reason=why,
        statement=statement,
        authentication=authentication,
        now=now,
    )
    (reversal,) = post_hours([posting])
    reopen_where_unmet(enrollment, now)
    tell_student_of_reversal(reversal, student=entry.enrollment.student, reason=reason)
    return reversal


def check_need(enrollment: Enrollment, paper: Paper) -> None:
    """Check a document against those that count. The enrollment is locked, so nobody else can post one."""
    progress = progress_of_enrollment(enrollment)
    line = next(each for each in progress.lines if each.line.id == paper.requirement.pk)
    for entry in papers_not_taken_back(enrollment, paper.requirement):
        if is_same_document(entry.document, paper.document):
            if is_same_paper(entry, paper):
                raise Conflict
            raise Refused((document_counted(line, entry.seq, entry.minutes),))
    if finding := more_than_needed(line, paper.minutes, paper.clients):
        raise Refused((finding,))


def papers_not_taken_back(enrollment: Enrollment, requirement: Requirement) -> QuerySet[HourEntry]:
    """Return a requirement's transfer and opening entries that were not taken back."""
    papers = HourEntry.objects.filter(enrollment=enrollment, requirement=requirement)
    return papers.filter(kind__in=KINDS, reversed_by=None).order_by("log_entry")


def is_same_paper(entry: HourEntry, paper: Paper) -> bool:
    names = ("kind", "minutes", "clients", "occurred_on")
    return all(getattr(entry, name) == getattr(paper, name) for name in names)


def check_signer(
    actor: Person, enrollment: Enrollment, authentication: Authentication, now: datetime
) -> None:
    if not is_fresh(authentication, now):
        raise NotAllowed("authentication_not_fresh")
    if not can_credit(actor, enrollment):
        raise NotAllowed("not_yours_to_credit")
