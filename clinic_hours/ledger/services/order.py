"""No act is dated before the one that it answers, even where the server's clock was set back."""

from datetime import datetime

from clinic_hours.core.domain.errors import Refused
from clinic_hours.core.domain.findings import block


def refuse_before(earlier: datetime | None, now: datetime) -> None:
    """Raise Refused where `now` is before what is being answered; the transaction is rolled back."""
    if earlier and now < earlier:
        finding = block("clock_went_back", clock=now.isoformat(), last=earlier.isoformat())
        raise Refused((finding,))
