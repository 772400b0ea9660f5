"""Recompute the whole record and name the first disagreement.

The entries stream in sequence, so memory does not grow with them. Checks, in this order: the entries
one by one, the end of the ledger, the balances, then rows that should have a counterpart and do not.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.db.models import Exists, F, OuterRef, Q

from clinic_hours.domain.merkle import MerkleTree, leaf_hash
from clinic_hours.domain.states import State
from clinic_hours.models import Balance, ClinicSession, HourEntry, LedgerHead, SignOff

CHUNK = 2000
Sums = dict[tuple[int, int], list[int]]


@dataclass(frozen=True, slots=True)
class Damage:
    """What is wrong, and at which entry; `seq` is None where no entry is concerned."""

    seq: int | None
    kind: str
    detail: str

    def __str__(self) -> str:
        where = "" if self.seq is None else f"seq {self.seq}: "
        return f"{where}{self.kind}: {self.detail}"


@dataclass(frozen=True, slots=True)
class AuditReport:
    """The ledger's size and root (hex), and the first damage found, if any."""

    entries: int
    root: str
    damage: Damage | None = None

    @property
    def is_ok(self) -> bool:
        return self.damage is None


@dataclass(slots=True)
class Reading:
    """What one pass over the entries gathers."""

    tree: MerkleTree = field(default_factory=MerkleTree)
    sums: Sums = field(default_factory=lambda: defaultdict(lambda: [0, 0]))


def audit_ledger(on_progress: Callable[[int], None] | None = None) -> AuditReport:
    """Return the report of a full audit. Reads only."""
    reading = Reading()
    damage = first_of(
        read_entries(reading, on_progress), missing_end(reading), balances(reading), orphans()
    )
    return AuditReport(reading.tree.size, reading.tree.root().hex(), damage)


def first_of(*checks: Iterator[Damage]) -> Damage | None:
    for check in checks:
        for damage in check:
            return damage
    return None


def read_entries(reading: Reading, on_progress: Callable[[int], None] | None) -> Iterator[Damage]:
    entries = HourEntry.objects.select_related("sign_off", "session", "reverses").order_by("seq")
    for entry in entries.iterator(chunk_size=CHUNK):
        yield from check_entry(entry, expected=reading.tree.size + 1)
        reading.tree.append(bytes(entry.leaf_hash))
        sums = reading.sums[entry.enrollment_id, entry.requirement_id]
        sums[0] += entry.minutes
        sums[1] += entry.clients
        if on_progress and reading.tree.size % CHUNK == 0:
            on_progress(reading.tree.size)


def check_entry(entry: HourEntry, expected: int) -> Iterator[Damage]:
    payload = bytes(entry.payload)
    if entry.seq != expected:
        yield Damage(expected, "missing entry", f"the next entry has number {entry.seq}")
    if leaf_hash(payload) != bytes(entry.leaf_hash):
        yield Damage(entry.seq, "altered payload", "its hash is not the one on record")
    said = json.loads(payload)
    for name in ("seq", "kind", "minutes", "clients"):
        if said[name] != getattr(entry, name):
            yield Damage(
                entry.seq,
                "altered row",
                f"{name} is {getattr(entry, name)}, the signed payload says {said[name]}",
            )
    if entry.kind == HourEntry.Kind.SIGN_OFF:
        yield from check_sign_off(entry, said)
    elif entry.kind == HourEntry.Kind.REVERSAL:
        yield from check_reversal(entry, said)


def check_sign_off(entry: HourEntry, said: dict) -> Iterator[Damage]:
    session, sign_off = entry.session, entry.sign_off
    if session is None or sign_off is None:
        yield Damage(entry.seq, "orphan entry", "it has no session or no sign-off")
        return
    if said["fingerprint"] != sign_off.fingerprint:
        yield Damage(entry.seq, "altered sign-off", "its fingerprint is not the signed one")
    facts = said["session"]
    if facts["session"] != str(session.public_id) or facts["minutes"] != session.minutes:
        yield Damage(entry.seq, "altered session", "it is not the session that was signed")
    if session.status not in (State.SIGNED_OFF, State.VOIDED):
        yield Damage(entry.seq, "altered session", f"it was signed and is now {session.status}")


def check_reversal(entry: HourEntry, said: dict) -> Iterator[Damage]:
    reverses = entry.reverses
    if reverses is None or said["reverses"]["seq"] != reverses.seq:
        yield Damage(entry.seq, "altered row", "it does not reverse what its payload names")
    elif said["reverses"]["leaf_hash"] != bytes(reverses.leaf_hash).hex():
        yield Damage(reverses.seq, "altered payload", "a reversal names another hash for it")
    elif entry.minutes != -reverses.minutes:
        yield Damage(entry.seq, "altered row", "it takes back other minutes than were posted")


def missing_end(reading: Reading) -> Iterator[Damage]:
    size = LedgerHead.objects.values_list("size", flat=True).get(pk=1)
    if size != reading.tree.size:
        yield Damage(
            min(size, reading.tree.size) + 1,
            "missing entry",
            f"the head counts {size} entries, there are {reading.tree.size}",
        )


def balances(reading: Reading) -> Iterator[Damage]:
    """Compare in streams: each balance is met once, what is left over has no balance."""
    left = {key: sums for key, sums in reading.sums.items() if any(sums)}
    for balance in Balance.objects.iterator(chunk_size=CHUNK):
        minutes, clients = left.pop((balance.enrollment_id, balance.requirement_id), [0, 0])
        if (balance.minutes, balance.clients) != (minutes, clients):
            yield Damage(
                None,
                "wrong balance",
                f"enrollment {balance.enrollment_id}, requirement {balance.requirement_id}: "
                f"{balance.minutes} min on record, {minutes} min by the ledger",
            )
    for enrollment, requirement in left:
        yield Damage(None, "missing balance", f"enrollment {enrollment}, requirement {requirement}")


def orphans() -> Iterator[Damage]:
    """Find rows without the counterpart that their state promises."""
    of_session = HourEntry.objects.filter(session=OuterRef("pk"))
    posted = Exists(of_session.filter(kind=HourEntry.Kind.SIGN_OFF))
    reversed_ = Exists(of_session.filter(kind=HourEntry.Kind.REVERSAL))
    signed = Q(status__in=[State.SIGNED_OFF, State.VOIDED])
    voided = Q(status=State.VOIDED)
    for session in ClinicSession.objects.filter(signed & ~Q(posted)).values_list(
        "public_id", flat=True
    )[:1]:
        yield Damage(None, "orphan session", f"{session} is signed and has no entry")
    unmatched = ClinicSession.objects.alias(reversed=reversed_).filter(
        (voided & Q(reversed=False)) | (Q(status=State.SIGNED_OFF) & Q(reversed=True))
    )
    for session in unmatched.values_list("public_id", flat=True)[:1]:
        yield Damage(None, "orphan session", f"{session}: its state and its reversal disagree")
    unposted = SignOff.objects.exclude(entries__kind=HourEntry.Kind.SIGN_OFF)
    for sign_off in unposted.values_list("session__public_id", flat=True)[:1]:
        yield Damage(None, "orphan sign-off", f"of session {sign_off}: it has no entry")
    own = SignOff.objects.filter(signer=F("student"))
    for sign_off in own.values_list("session__public_id", flat=True)[:1]:
        yield Damage(None, "self-signed", f"session {sign_off}")
