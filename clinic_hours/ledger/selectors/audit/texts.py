"""Check that kept texts fit their commitments. One that was erased has no text."""

from collections.abc import Iterator

from clinic_hours.ledger.domain.commitments import commitment
from clinic_hours.ledger.models import CommittedText

from .report import Damage


def wrong_texts() -> Iterator[Damage]:
    kept = CommittedText.objects.filter(erased_at=None).order_by("pk")
    for name, text, salt in kept.values_list("commitment", "text", "salt").iterator():
        if commitment(str(text), bytes(salt)) != name:
            yield Damage(None, "altered text", f"a text does not fit its commitment {name}")
