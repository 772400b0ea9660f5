"""The texts behind commitments, as far as they were not erased."""

from collections.abc import Iterable

from clinic_hours.ledger.domain.commitments import Committed
from clinic_hours.ledger.models import CommittedText

MANY = 10_000  # rows per statement


def committed_texts(commitments: Iterable[str]) -> dict[str, Committed]:
    """Return {commitment: text and salt}, without texts that were erased or do not fit."""
    wanted, found = sorted(set(commitments)), {}
    for some in (wanted[at : at + MANY] for at in range(0, len(wanted), MANY)):
        rows = CommittedText.objects.filter(commitment__in=some, erased_at=None)
        for name, text, salt in rows.values_list("commitment", "text", "salt"):
            opened = Committed(str(text), bytes(salt))
            if opened.opens(name):
                found[name] = opened
    return found
