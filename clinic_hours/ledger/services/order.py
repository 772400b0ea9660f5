"""No act is dated before the act it follows, even if the server's clock was set back."""

from datetime import datetime

from clinic_hours.core.domain.errors import Refused
from clinic_hours.core.domain.findings import block


def refuse_before(earlier: datetime | None, now: datetime) -> None:
    """Raise Refused if `now` is before the earlier act. This rolls back the transaction."""
    if earlier and now < earlier:
        finding = block("clock_went_back", clock=now.isoformat(), last=earlier.isoformat())
        raise Refused((finding,))
