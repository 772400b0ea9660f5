"""Transfer hours from another school, and opening balances from before this ledger."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from clinic_hours.core.domain.authentication import Authentication, is_fresh
from clinic_hours.core.domain.errors import Conflict, NotAllowed, Refused
from clinic_hours.core.services.transaction import recorded
from clinic_hours.ledger.domain.commitments import Committed, committed
from clinic_hours.ledger.domain.entries import Kind
from clinic_hours.ledger.services.append import Act, keep_secrets
from clinic_hours.people.models import Enrollment
from clinic_hours.people.services.enrollments import lock_enrollment_row
from clinic_hours.sessions.domain.attestation import Statement
from clinic_hours.sessions.domain.credits import (
    document_counted,
    is_same_document,
    more_than_needed,
    over_transfer_maximum,
    transferred_to_own_line,
)
from clinic_hours.sessions.domain.entries import (
    Credit,
    Signer,
    Signing,
    credit_body,
)
from clinic_hours.sessions.models import HourEntry
from clinic_hours.sessions.policies import can_credit
from clinic_hours.sessions.selectors.progress import progress_of_enrollment, transfer_limit
from courses.requirements.models import Requirement
from home.core.fields.names import unseen_in
from home.core.models.actors import Person

from .completion import reopen_where_unmet
from .evidence import reversal_posting
from .notices.steps import tell_of_reversal
from .postings import Posting, post_hours

KINDS = (HourEntry.Kind.TRANSFER, HourEntry.Kind.OPENING)


@dataclass(frozen=True, slots=True)
class PaperLine:
    """The hours that a document states for one requirement."""

    requirement: Requirement
    minutes: int
    clients: int = 0


@dataclass(frozen=True, slots=True)
class Paper:
    """A document with all the hours it states. `kind` is transfer or opening."""

    kind: str
    occurred_on: date
    document: str
    lines: tuple[PaperLine, ...]

    @property
    def minutes(self) -> int:
        return sum(line.minutes for line in self.lines)


@recorded
def post_credit(
    *,
    actor: Person,
    enrollment: Enrollment,
    paper: Paper,
    statement: Statement,
    authentication: Authentication,
    now: datetime | None = None,
) -> list[HourEntry]:
    """Post the hours from a document, signed by the coordinator: one entry for each requirement.

    Raises NotAllowed for a stale authentication, for anyone not in charge, for a requirement of another
    set or one named twice, and for anything but a transfer or opening balance of some minutes from a named
    document.
    Raises Conflict if the same hours of this document already count, as after a second click.
    Raises Refused if the document was already posted for this enrollment, for more hours than a requirement
    can use, and for transfer hours over the edition's maximum or toward a line earned at the school.
    """
    now = now or timezone.now()
    check_signer(actor, enrollment, authentication, now)
    check_paper(enrollment, paper)
    lock_enrollment_row(enrollment.pk)
    check_need(enrollment, paper)
    signing = Signing(
        Signer(actor.pk, str(actor)), statement, authentication, now, settings.TIME_ZONE
    )
    document = committed(paper.document)
    keep_secrets([document])
    return post_hours(
        [posting_of(enrollment, paper, line, document, signing) for line in paper.lines]
    )


def posting_of(
    enrollment: Enrollment, paper: Paper, line: PaperLine, document: Committed, signing: Signing
) -> Posting:
    credit = Credit(
        category=line.requirement.category,
        requirement=line.requirement.name,
        minutes=line.minutes,
        clients=line.clients,
        occurred_on=paper.occurred_on,
        document=document.commitment,
    )
    body = credit_body(credit, signing)
    return Posting(
        Act(Kind(paper.kind), signing.at, body, enrollment.public_id),
        enrollment_id=enrollment.pk,
        requirement_id=line.requirement.pk,
        minutes=credit.minutes,
        clients=credit.clients,
        occurred_on=credit.occurred_on,
        document=paper.document,
    )


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
    tell_of_reversal(reversal, student_id=enrollment.student_id, reason=reason, now=now)
    return reversal


def check_paper(enrollment: Enrollment, paper: Paper) -> None:
    requirements = [line.requirement for line in paper.lines]
    if any(each.requirement_set_id != enrollment.requirement_set_id for each in requirements):
        raise NotAllowed("requirement_of_another_set")
    are_hours = all(line.minutes > 0 and line.clients >= 0 for line in paper.lines)
    is_named = paper.document and not unseen_in(paper.document)
    is_once = requirements and len({each.pk for each in requirements}) == len(requirements)
    if not (paper.kind in KINDS and are_hours and is_named and is_once):
        raise NotAllowed("not_a_credit")


def check_need(enrollment: Enrollment, paper: Paper) -> None:
    """Check a document against those that count. The enrollment is locked, so nobody else can post one."""
    counted = list(papers_not_taken_back(enrollment))
    check_document(enrollment, paper, counted)
    lines = {each.line.id: each for each in progress_of_enrollment(enrollment).lines}
    is_transfer = paper.kind == HourEntry.Kind.TRANSFER
    findings = []
    for line in paper.lines:
        progress = lines[line.requirement.pk]
        misplaced = transferred_to_own_line(progress) if is_transfer else None
        findings.append(misplaced or more_than_needed(progress, line.minutes, line.clients))
    if is_transfer:
        transferred = sum(entry.minutes for entry in counted if entry.kind == paper.kind)
        limit = transfer_limit(enrollment.requirement_set)
        findings.append(over_transfer_maximum(paper.minutes, transferred, limit))
    if found := tuple(filter(None, findings)):
        raise Refused(found)


def check_document(enrollment: Enrollment, paper: Paper, counted: list[HourEntry]) -> None:
    """Raise Conflict or Refused if the document was already posted and not taken back."""
    posted = [entry for entry in counted if is_same_document(entry.document, paper.document)]
    if not posted:
        return
    if is_same_paper(posted, paper):
        raise Conflict
    first, clock_hour = posted[0], enrollment.requirement_set.minutes_per_clock_hour
    entries = [entry.seq for entry in posted]
    name = first.requirement.shown_name
    raise Refused((document_counted(name, first.minutes, entries, clock_hour),))


def papers_not_taken_back(enrollment: Enrollment) -> QuerySet[HourEntry]:
    """Return an enrollment's transfer and opening entries that were not taken back."""
    papers = HourEntry.objects.filter(enrollment=enrollment, kind__in=KINDS, reversed_by=None)
    return papers.select_related("requirement").order_by("log_entry")


def is_same_paper(posted: list[HourEntry], paper: Paper) -> bool:
    names = ("kind", "occurred_on", "requirement_id", "minutes", "clients")
    stated = {
        (paper.kind, paper.occurred_on, line.requirement.pk, line.minutes, line.clients)
        for line in paper.lines
    }
    return stated == {tuple(getattr(entry, name) for name in names) for entry in posted}


def check_signer(
    actor: Person, enrollment: Enrollment, authentication: Authentication, now: datetime
) -> None:
    if not is_fresh(authentication, now):
        raise NotAllowed("authentication_not_fresh")
    if not can_credit(actor, enrollment):
        raise NotAllowed("not_yours_to_credit")
