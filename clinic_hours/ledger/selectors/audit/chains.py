"""Follow the chain of each enrollment: no entry is left out, and time does not run backward."""

from uuid import UUID

from clinic_hours.ledger.domain.canonical import instant
from clinic_hours.ledger.domain.entries import Kind
from clinic_hours.ledger.selectors.ends import End

from .entries import Checked
from .report import Damage


class ChainCheck:
    """The end of every chain so far."""

    def __init__(self) -> None:
        self.ends: dict[UUID, End] = {}

    def follow(self, checked: Checked) -> Damage | None:
        """Return damage if an entry does not follow the one before it in its chain."""
        row = checked.row
        if row.enrollment is None or row.enrollment_seq is None:
            return None
        last = self.ends.get(row.enrollment)
        self.ends[row.enrollment] = End(row.enrollment_seq, bytes(row.leaf_hash), row.done_at)
        expected = last.enrollment_seq + 1 if last else 1
        if row.enrollment_seq != expected:
            detail = (
                f"enrollment {row.enrollment} continues with {row.enrollment_seq}, not {expected}"
            )
            return Damage(row.seq, "broken chain", detail)
        if checked.previous != (last.leaf_hash.hex() if last else None):
            detail = f"it does not name the entry before it of enrollment {row.enrollment}"
            return Damage(row.seq, "broken chain", detail)
        if (row.kind == Kind.ENROLLMENT) != (last is None):
            detail = f"enrollment {row.enrollment} does not begin as it should"
            return Damage(row.seq, "broken chain", detail)
        if last and row.done_at < last.done_at:
            when = f"{instant(row.done_at)}, before the entry before it at {instant(last.done_at)}"
            return Damage(row.seq, "out of order", f"it was done at {when}")
        return None
