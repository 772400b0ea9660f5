"""Rebuild the tree from the entries and compare it with the hashes and checkpoints on record."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from clinic_hours.ledger.domain.checkpoints import TreeHead, Unreadable, read_note
from clinic_hours.ledger.domain.merkle import MerkleTree
from clinic_hours.ledger.models import Checkpoint, LedgerHead
from clinic_hours.ledger.selectors.origin import fixed_origin

from .report import Damage
from .trust import Trust

UNSIGNED = "not signed by a trusted key"


@dataclass(frozen=True, slots=True)
class KnownHead:
    """A signed size and root. `where` describes it to the reader."""

    size: int
    root: bytes
    where: str


class TreeCheck:
    """Grows the tree, comparing every stored hash and every signed head on the way."""

    def __init__(self, elsewhere: Sequence[KnownHead]) -> None:
        self.tree = MerkleTree()
        self.elsewhere = elsewhere
        self.origin = fixed_origin()
        self.heads: dict[int, list[KnownHead]] = {}
        self.bad: dict[int, str] = {}  # what is wrong with a checkpoint, by its size
        self.good = 0  # the largest size at which a signed head matched

    def read_portion(self, count: int, trust: Trust) -> None:
        """Read the heads on record for the next `count` entries."""
        first, last = self.tree.size, self.tree.size + count
        self.heads, self.bad = {}, {}
        for head in self.elsewhere:
            if first < head.size <= last:
                self.heads.setdefault(head.size, []).append(head)
        signed = Checkpoint.objects.filter(size__gt=first, size__lte=last)
        for row in signed.defer("signed_at").order_by("size"):
            head = KnownHead(row.size, bytes(row.root), "a checkpoint in the database")
            self.heads.setdefault(row.size, []).append(head)
            if wrong := what_is_wrong_with(row, self.origin, trust):
                self.bad[row.size] = wrong

    def append(self, leaf: bytes, subtrees: bytes) -> Damage | None:
        """Add an entry. Return damage if the subtrees or heads it completes do not match the record."""
        formed = self.tree.append(leaf)
        size = self.tree.size
        if b"".join(digest for _subtree, digest in formed) != subtrees:
            first = (formed[-1][0].index << formed[-1][0].level) + 1 if formed else size
            detail = f"the stored hashes for entries {first} to {size} are different"
            return Damage(size, "altered tree", detail)
        if size in self.bad:
            return Damage(size, "bad checkpoint", self.bad[size])
        for head in self.heads.get(size, ()):
            if head.root != self.tree.root():
                return Damage(
                    self.good + 1,
                    "rewritten history",
                    f"an entry from {self.good + 1} to {size} does not match {head.where}",
                )
            self.good = size
        return None

    def at_the_end(self, size: int) -> Iterator[Damage]:
        """Check the ledger's head, as of the start of the audit, and that nothing is beyond it."""
        found = self.tree.size
        if size != found:
            kind = "missing entry" if size > found else "extra entry"
            detail = f"the ledger head says {size} entries, but there are {found}"
            yield Damage(min(size, found) + 1, kind, detail)
        yield from older_than(self.elsewhere, found)
        # The log may have grown since the audit began, so its size is read after the checkpoints.
        signed = Checkpoint.objects.order_by("-size").values_list("size", flat=True).first() or 0
        now = LedgerHead.objects.values_list("size", flat=True).get(pk=1)
        yield from older_than([KnownHead(signed, b"", "a checkpoint in the database")], now)


def older_than(heads: Sequence[KnownHead], size: int) -> Iterator[Damage]:
    for head in heads:
        if head.size > size:
            detail = f"{head.where} counts {head.size} entries, but this ledger has {size}"
            yield Damage(size + 1, "older than a checkpoint", detail)


def heads_elsewhere(
    texts: Mapping[str, str], trust: Trust
) -> tuple[list[KnownHead], Damage | None]:
    """Read checkpoints kept elsewhere, {name: text}. Return the heads, or the damage if one is invalid."""
    heads, origin = [], fixed_origin()
    for name, text in texts.items():
        try:
            head, signatures = read_note(text)
        except Unreadable as problem:
            return [], Damage(None, "bad checkpoint", f"{name}: {problem}")
        if trust.signer_of(head, signatures) is None:
            return [], Damage(None, "bad checkpoint", f"{name}: {UNSIGNED}")
        if origin and head.origin != origin:  # a copy from before the log began has no name yet
            return [], Damage(None, "bad checkpoint", f"{name}: {of_another_log(head, origin)}")
        heads.append(KnownHead(head.size, head.root, name))
    return sorted(heads, key=lambda head: head.size), None


def what_is_wrong_with(row: Checkpoint, origin: str, trust: Trust) -> str:
    try:
        head, signatures = read_note(str(row.note))
    except Unreadable as problem:
        return str(problem)
    if (head.size, head.root) != (row.size, bytes(row.root)):
        return "its columns do not match its text"
    if head.origin != origin:
        return of_another_log(head, origin)
    signer = trust.signer_of(head, signatures)
    if signer is None:
        return UNSIGNED
    return "" if signer.id == row.signing_key_id else f"it was signed with key {signer.id}"


def of_another_log(head: TreeHead, origin: str) -> str:
    return f"it is of the log {head.origin}, but this log is {origin or 'unnamed'}"
