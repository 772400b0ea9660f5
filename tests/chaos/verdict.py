"""What is wrong with the database afterwards, given what was reported to the workers."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Max, Q, Sum

from clinic_hours.ledger.models import LedgerHead, LogEntry
from clinic_hours.ledger.selectors.audit import audit_ledger
from clinic_hours.sessions.domain.balances import BALANCED
from clinic_hours.sessions.domain.lines import ON_THE_CLOCK
from clinic_hours.sessions.domain.states import State
from clinic_hours.sessions.models import (
    Balance,
    ClinicSession,
    HourEntry,
    SessionEvent,
    SignOff,
)
from clinic_hours.transcripts.models import Transcript

Kind = SessionEvent.Kind

# By state: sign-off events, sign-offs, sign-off entries, void events, reversals.
WHOLE = {State.SIGNED_OFF: (1, 1, 1, 0, 0), State.VOIDED: (1, 1, 1, 1, 1)}
NOTHING = (0, 0, 0, 0, 0)


def violations(lines: list[dict[str, Any]]) -> Iterator[str]:
    """Compare the diaries with the database, and check the database's consistency."""
    acknowledged = [line["done"] for line in lines if "done" in line]
    yield from lost(acknowledged)
    yield from twice(acknowledged, {line["submission"] for line in lines if "submission" in line})
    yield from half_written()
    yield from (f"unexpected: {line['surprise']}" for line in lines if "surprise" in line)
    report = audit_ledger()
    if not report.is_ok:
        yield f"audit: {report.damage}"


def lost(acknowledged: list[dict[str, Any]]) -> Iterator[str]:
    """Yield everything that was reported done but is not there."""
    events = set(SessionEvent.objects.values_list("session_id", "kind", "version"))
    leaves = {
        seq: bytes(leaf).hex() for seq, leaf in LogEntry.objects.values_list("seq", "leaf_hash")
    }
    transcripts = dict(Transcript.objects.values_list("number", "code"))
    sessions = {str(each) for each in ClinicSession.objects.values_list("public_id", flat=True)}
    for done in acknowledged:
        for event in done["events"]:
            if tuple(event) not in events:
                yield f"lost: event {event}"
        for seq, leaf in done["entries"]:
            if leaves.get(seq) != leaf:
                yield f"lost: entry {seq}"
        if "session" in done and done["session"] not in sessions:
            yield f"lost: session {done['session']}"
        if "transcript" in done:
            number, code = done["transcript"]
            if transcripts.get(number) != code:
                yield f"lost: transcript {number}"


def twice(acknowledged: list[dict[str, Any]], begun: set[str]) -> Iterator[str]:
    """Yield acts that counted twice or were reported to two people, and numbers used twice or skipped."""
    steps = SessionEvent.objects.values_list("session_id", "kind", "version")
    for step, count in Counter(steps).items():
        if count > 1:
            yield f"twice: event {step}"
    # A form that was sent again gets its existing session, so it is reported again.
    told = Counter(
        tuple(event) for done in acknowledged if "session" not in done for event in done["events"]
    )
    yield from (f"twice told: {step}" for step, count in told.items() if count > 1)
    for session in ClinicSession.objects.values_list("public_id", flat=True):
        if str(session) not in begun:
            yield f"twice: session {session} was never sent"
    for name, numbers in (
        ("entries", LogEntry.objects.values_list("seq", flat=True)),
        ("transcripts", Transcript.objects.values_list("number", flat=True)),
    ):
        if sorted(numbers) != list(range(1, len(numbers) + 1)):
            yield f"the numbers of {name} have a gap or a double"
    head = LedgerHead.objects.get()
    if (head.size, head.transcripts) != (LogEntry.objects.count(), Transcript.objects.count()):
        yield "the ledger's head counts otherwise"


def half_written() -> Iterator[str]:
    """Yield sessions with more or less than their state requires, and balances that are not sums."""
    columns = (
        counted(SessionEvent.objects.filter(kind=Kind.SIGNED_OFF)),
        counted(SignOff.objects),
        counted(HourEntry.objects.filter(kind=HourEntry.Kind.SIGN_OFF)),
        counted(SessionEvent.objects.filter(kind=Kind.VOIDED)),
        counted(HourEntry.objects.filter(kind=HourEntry.Kind.REVERSAL)),
    )
    for pk, status in ClinicSession.objects.values_list("pk", "status"):
        found = tuple(column.get(pk, 0) for column in columns)
        if found != WHOLE.get(State(status), NOTHING):
            yield f"half-written: session {pk} is {status} with {found}"
    histories = ClinicSession.objects.annotate(
        last=Max("events__version"), versions=Count("events__version", distinct=True)
    )
    for pk, version, last, versions in histories.values_list("pk", "version", "last", "versions"):
        if not version == last == versions:
            yield f"half-written: session {pk} is version {version} after {versions} changes"
    sums = HourEntry.objects.values_list("enrollment", "requirement").annotate(
        earned=Sum("minutes"),
        treated=Sum("clients"),
        paper=Sum("minutes", filter=~Q(document=""), default=0),
        clocked=Sum("minutes", filter=Q(provenance="clocked"), default=0),
        attested=Sum("minutes", filter=Q(provenance="attested"), default=0),
        **{f"sum_of_{name}": Sum(name) for name in ON_THE_CLOCK},
    )
    balances = Balance.objects.values_list("enrollment", "requirement", *BALANCED)
    if set(sums) != set(balances):
        yield "half-written: balances are not the sums of their entries"


def counted(rows) -> dict[int, int]:
    return Counter(rows.filter(session__isnull=False).values_list("session_id", flat=True))
