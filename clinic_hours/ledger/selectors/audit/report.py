"""The result of an audit."""

from dataclasses import dataclass

Wrong = tuple[str, str]  # the kind of damage, and what differs


@dataclass(frozen=True, slots=True)
class Damage:
    """What is wrong, and at which entry. `seq` is None if it is not about an entry."""

    seq: int | None
    kind: str
    detail: str

    def __str__(self) -> str:
        where = "" if self.seq is None else f"seq {self.seq}: "
        return f"{where}{self.kind}: {self.detail}"


@dataclass(frozen=True, slots=True)
class AuditReport:
    """The ledger's size and root (hex), and the first damage found, if any.

    `warning` says what the audit had to take on trust.
    """

    entries: int
    root: str
    damage: Damage | None = None
    warning: str = ""

    @property
    def is_ok(self) -> bool:
        return self.damage is None
