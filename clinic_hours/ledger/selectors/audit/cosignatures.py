"""Check that each cosignature on record was made by the witness that it names."""

from collections.abc import Iterator

from clinic_hours.ledger.domain.checkpoints import Unreadable, read_note
from clinic_hours.ledger.domain.cosignatures import NotTheirs, cosignatures_by
from clinic_hours.ledger.domain.verifier_keys import read_verifier_key
from clinic_hours.ledger.models import Cosignature
from clinic_hours.ledger.signatures import is_signed_by

from .report import Damage


def bad_cosignatures() -> Iterator[Damage]:
    rows = Cosignature.objects.select_related("checkpoint").order_by("pk")
    for row in rows.iterator():
        if wrong := what_is_wrong_with(row):
            yield Damage(row.checkpoint.size, "bad cosignature", wrong)


def what_is_wrong_with(row: Cosignature) -> str:
    try:
        key = read_verifier_key(row.key)
        head, signatures = read_note(row.checkpoint.note + row.line)
        found = cosignatures_by([key], head, signatures, is_signed_by)
    except (NotTheirs, Unreadable) as problem:
        return str(problem)
    said = [(each.witness.name, each.line(), each.seen_at) for each in found]
    if said != [(row.witness, row.line, row.cosigned_at)]:
        return f"the row of {row.witness} does not match its line"
    return ""
