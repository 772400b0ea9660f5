"""What an audit finds."""

from clinic_hours.ledger.selectors.audit import audit_ledger


def found(**known: str) -> tuple[int | None, str] | None:
    """Return the entry and the kind of the first damage. `known` are checkpoints kept elsewhere."""
    damage = audit_ledger(checkpoints=known).damage
    return damage and (damage.seq, damage.kind)
