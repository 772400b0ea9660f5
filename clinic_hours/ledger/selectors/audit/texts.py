"""Check that kept texts fit their commitments, and that none is gone without a trace."""

from collections.abc import Iterator, Sequence

from clinic_hours.ledger.domain.commitments import opens
from clinic_hours.ledger.models import CommittedText

from .entries import Checked
from .report import Damage


def missing_texts(portion: Sequence[Checked]) -> Iterator[Damage]:
    """Find texts that entries commit to and that have no row. A text that was erased still has one."""
    named = {name: checked.row.seq for checked in portion for name in checked.committed}
    kept = CommittedText.objects.filter(commitment__in=list(named)).values_list("pk", flat=True)
    for name in named.keys() - set(kept):
        yield Damage(named[name], "missing text", f"the text of its commitment {name} was deleted")


def wrong_texts() -> Iterator[Damage]:
    kept = CommittedText.objects.order_by("pk")
    for name, text, salt, erased_at in kept.values_list(
        "commitment", "text", "salt", "erased_at"
    ).iterator():
        if erased_at is None and not opens(name, str(text), bytes(salt)):
            yield Damage(None, "altered text", f"a text does not fit its commitment {name}")
        if erased_at is not None and (text or salt):
            yield Damage(None, "altered text", f"the text of commitment {name} is not erased")
