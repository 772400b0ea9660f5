"""Recompute the whole record and report the first discrepancy.

The log is streamed in sequence, so memory use grows with enrollments and licenses, not with entries. What
is recorded during an audit does not disturb it: it checks the log as of its start. The kinds of damage:

missing entry       a number is skipped, or the end was cut off
extra entry         there are more entries than the head counts
altered payload     the bytes are not those that were hashed and signed
altered hash        the bytes are those that were signed, but the stored hash differs
unknown key         signed with a key that is not in the chain of SIGNING_KEY_FILE, or outside its range
bad signature       hash and key match, but the key did not sign these bytes
contradiction       an entry says something else than the license it names
broken chain        an enrollment's entries are not numbered or linked in sequence
altered tree        a stored subtree hash is missing, extra or wrong
rewritten history   a checkpoint was signed over different entries
older than a checkpoint   a checkpoint was signed over more entries than there are: this is an older copy
bad checkpoint      a checkpoint is unreadable, of another log, or not signed by a trusted key
bad cosignature     a cosignature was not made by the witness that it names
out of order        something is dated before what it follows: a clock was set back
altered row         a column of an entry, or of the hours it moves, differs from the signed payload
altered text        a text does not fit its commitment, or is not erased although it says so
missing text        a text that an entry commits to was deleted instead of erased
unreadable row      a column has a value of the wrong type

Wings above add the kinds of their own rows, such as altered sign-off or missing transcript.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from django.db.models import Subquery

from clinic_hours.ledger.models import LedgerHead, LogEntry

from .chains import ChainCheck
from .cosignatures import bad_cosignatures
from .entries import Checked, EntryCheck
from .order import out_of_order
from .projections import PROJECTIONS, Projection
from .references import lost_references
from .report import AuditReport, Damage
from .texts import missing_texts, wrong_texts
from .tree import TreeCheck, heads_elsewhere, older_than
from .trust import Trust, trusted_keys
from .types import UNREADABLE_BY_THE_AUDIT, damage_behind, wrong_types

__all__ = ["AuditReport", "Damage", "audit_ledger"]

Progress = Callable[[int], None]


def audit_ledger(
    on_progress: Progress | None = None, *, checkpoints: Mapping[str, str] | None = None
) -> AuditReport:
    """Return the report of a full audit, which only reads.

    `checkpoints` are texts stored elsewhere, by the name to report them under: each must be signed by a
    trusted key, and this log must begin with its entries.
    """
    trust = trusted_keys()
    elsewhere, unread = heads_elsewhere(checkpoints or {}, trust)
    audit = Audit(trust, TreeCheck(elsewhere))
    damage = unread or audit.first_damage(on_progress)
    return AuditReport(
        audit.tree.tree.size, audit.tree.tree.root().hex(), damage, warning=trust.warning
    )


def first_of(damages: Iterable[Damage]) -> Damage | None:
    """Return the first damage. In SQLite, even the number of an entry may be no number."""
    damage = next(iter(damages), None)
    if damage and not isinstance(damage.seq, int):
        return replace(damage, seq=None)
    return damage


class Audit:
    """One pass. Each check yields the damage it finds; only the first is reported."""

    def __init__(self, trust: Trust, tree: TreeCheck) -> None:
        self.trust, self.tree, self.chains = trust, tree, ChainCheck()
        self.projections: list[Projection] = []

    def first_damage(self, on_progress: Progress | None) -> Damage | None:
        try:
            return first_of(self.damages(on_progress))
        except UNREADABLE_BY_THE_AUDIT as error:
            return damage_behind(error)

    def damages(self, on_progress: Progress | None) -> Iterator[Damage]:
        size, last = ledger_at_start()
        self.projections = [projection() for projection in PROJECTIONS]
        if not self.trust.keys:
            # A copy from before the key: being older is more informative than an unknown key.
            yield from older_than(self.tree.elsewhere, max(size, last))
        yield from self.entries(max(size, last), on_progress)
        yield from self.tree.at_the_end(size)
        found = LogEntry.objects.filter(seq__lte=last).count()
        if found != self.tree.tree.size:  # at the end of a portion, a second one is not read
            yield Damage(None, "extra entry", f"{found} entries have {last} numbers")
        yield from lost_references(self.tree.tree.size)
        if self.trust.problem:
            yield Damage(None, "unknown key", self.trust.problem)
        yield from wrong_key(self.trust, size)
        for projection in self.projections:
            yield from projection.at_the_end(self.tree.tree.size)
        yield from bad_cosignatures()
        yield from out_of_order()
        yield from wrong_texts()
        yield from wrong_types()

    def entries(self, until: int, on_progress: Progress | None) -> Iterator[Damage]:
        for portion in EntryCheck(self.trust, self.projections).checked(until):
            self.tree.read_portion(len(portion), self.trust)
            for checked in portion:
                if damage := self.next(checked):
                    yield damage
            yield from missing_texts(portion)
            if on_progress:
                on_progress(self.tree.tree.size)

    def next(self, checked: Checked) -> Damage | None:
        """Add an entry to the tree and its chain, and return the damage at it, if any."""
        row, expected = checked.row, self.tree.tree.size + 1
        if row.seq < expected:
            return Damage(row.seq, "extra entry", "there are two entries with this number")
        if row.seq > expected:
            return Damage(expected, "missing entry", f"the next entry is number {row.seq}")
        in_tree = self.tree.append(bytes(row.leaf_hash), bytes(row.subtrees))
        in_chain = self.chains.follow(checked)
        return checked.damage or in_chain or in_tree


def wrong_key(trust: Trust, size: int) -> Iterator[Damage]:
    """Compare the key that the head names with the newest one, unless keys were changed meanwhile."""
    named, now = LedgerHead.objects.values_list("signing_key", "size").get(pk=1)
    newest = next(iter(trust.keys), None)
    if named != newest and now == size:
        detail = f"the ledger head names key {named}, but {newest} is the newest"
        yield Damage(None, "unknown key", detail)


def ledger_at_start() -> tuple[int, int]:
    """Return the head's size and the largest number, in one consistent read."""
    newest = Subquery(LogEntry.objects.order_by("-seq").values("seq")[:1])
    size, last = LedgerHead.objects.annotate(last=newest).values_list("size", "last").get(pk=1)
    return size, last or 0
