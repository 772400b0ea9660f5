"""Recompute the whole record and report the first discrepancy.

Entries are streamed in sequence, so memory use stays constant. Postings made during an audit do not
disturb it: it checks the ledger as of its start. The kinds of damage:

missing entry       a number is skipped, or the end was cut off
extra entry         there are more entries than the head counts, or a number occurs twice
altered payload     the bytes are not those that were hashed and signed
altered hash        the bytes are those that were signed, but the stored hash differs
unknown key         signed with a key that is not in the chain of SIGNING_KEY_FILE, or outside its range
bad signature       hash and key match, but the key did not sign these bytes
altered row         a column (number, minutes, student, day …) differs from the signed payload
altered sign-off    the sign-off's row, or the fingerprint of what was signed, differs from the payload
altered session     the session differs from what was signed
orphan entry        a sign-off entry without its session or sign-off
altered tree        a stored subtree hash, or the head's, is missing, extra or wrong
rewritten history   a checkpoint was signed over different entries
older than a checkpoint   a checkpoint was signed over more entries than there are: this is an older copy
bad checkpoint      a checkpoint is unreadable, of another log, or not signed by a trusted key
bad cosignature     a cosignature was not made by the witness that it names
wrong balance, missing balance   a balance is not the sum of its entries
orphan session      a session in a state that requires an entry or a reversal, which is missing
self-signed         someone signed their own hours
out of order        something is dated before what it follows: a clock was set back
unreadable row      a column has a value of the wrong type
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from django.db.models import Subquery

from clinic_hours.ledger.models import LedgerHead
from clinic_hours.ledger.selectors.audit.cosignatures import bad_cosignatures
from clinic_hours.ledger.selectors.audit.report import AuditReport, Damage
from clinic_hours.ledger.selectors.audit.tree import TreeCheck, heads_elsewhere, older_than
from clinic_hours.ledger.selectors.audit.trust import Trust, trusted_keys
from clinic_hours.sessions.models import HourEntry

from .checks import further_damage
from .counterparts import Sums, orphans, wrong_balances
from .entries import EntryCheck, out_of_sequence
from .order import out_of_order
from .rows import portions
from .types import UNREADABLE_BY_THE_AUDIT, damage_behind, wrong_types

__all__ = ["AuditReport", "Damage", "audit_ledger"]

Progress = Callable[[int], None]


def audit_ledger(
    on_progress: Progress | None = None, *, checkpoints: Mapping[str, str] | None = None
) -> AuditReport:
    """Return the report of a full audit, which only reads.

    `checkpoints` are texts stored elsewhere, by the name to report them under: each must be signed by a
    trusted key, and this ledger must begin with its entries.
    """
    trust = trusted_keys()
    elsewhere, unread = heads_elsewhere(checkpoints or {}, trust)
    audit = Audit(trust, TreeCheck(elsewhere))
    damage = unread or audit.first_damage(on_progress)
    return AuditReport(
        audit.tree.tree.size, audit.tree.tree.root().hex(), damage, warning=trust.warning
    )


def first_of(damages: Iterable[Damage]) -> Damage | None:
    return next(iter(damages), None)


class Audit:
    """One pass. Each check yields the damage it finds; only the first is reported."""

    def __init__(self, trust: Trust, tree: TreeCheck) -> None:
        self.trust, self.tree = trust, tree
        self.sums: Sums = defaultdict(lambda: [0, 0, 0])

    def first_damage(self, on_progress: Progress | None) -> Damage | None:
        try:
            return first_of(self.damages(on_progress))
        except UNREADABLE_BY_THE_AUDIT as error:
            return damage_behind(error)

    def damages(self, on_progress: Progress | None) -> Iterator[Damage]:
        size, peaks, last = ledger_at_start()
        if not self.trust.keys:
            # A copy from before the key: being older is more informative than an unknown key.
            yield from older_than(self.tree.elsewhere, max(size, last))
        yield from self.entries(max(size, last), on_progress)
        yield from self.tree.at_the_end(size, peaks)
        found = HourEntry.objects.filter(seq__lte=last).count()
        if found != self.tree.tree.size:
            yield Damage(None, "extra entry", f"{found} entries have {last} numbers")
        if self.trust.problem:
            yield Damage(None, "unknown key", self.trust.problem)
        yield from orphans(max(size, last))
        yield from wrong_balances(self.sums, last)
        yield from bad_cosignatures()
        yield from out_of_order()
        yield from further_damage()
        yield from wrong_types()

    def entries(self, until: int, on_progress: Progress | None) -> Iterator[Damage]:
        check = EntryCheck(self.trust)
        for rows in portions(until, check.damage):
            yield from self.tree.read_portion(len(rows), self.trust)
            for row, wrong in rows:
                damage = (
                    out_of_sequence(row, expected=self.tree.tree.size + 1)
                    or wrong
                    or self.tree.append(bytes(row.leaf_hash))
                )
                if damage:
                    yield damage
                sums = self.sums[row.enrollment_id, row.requirement_id]
                sums[0] += row.minutes
                sums[1] += row.clients
                sums[2] += row.minutes if row.document else 0
            if on_progress:
                on_progress(self.tree.tree.size)


def ledger_at_start() -> tuple[int, bytes, int]:
    """Return the head's size and hashes, and the largest number, in one consistent read."""
    newest = Subquery(HourEntry.objects.order_by("-seq").values("seq")[:1])
    size, peaks, last_seq = (
        LedgerHead.objects.annotate(last=newest).values_list("size", "peaks", "last").get(pk=1)
    )
    return size, bytes(peaks), last_seq or 0
