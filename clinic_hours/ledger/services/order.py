"""No act is dated before the act it follows, even if the server's clock was set back."""

import logging
from datetime import datetime

from clinic_hours.core.domain.errors import Overtaken, Refused
from clinic_hours.core.domain.findings import block
from clinic_hours.ledger.domain.checkpoints import WAITING

logger = logging.getLogger(__name__)


def refuse_before(earlier: datetime | None, now: datetime) -> None:
    """Raise Refused if `now` is before the earlier act. This rolls back the transaction.

    Raises Overtaken if the difference is as short as a wait for the log: another attempt has a later time.
    """
    if earlier and now < earlier:
        finding = block("clock_went_back", clock=now.isoformat(), last=earlier.isoformat())
        is_short = earlier - now < WAITING
        level = logging.WARNING if is_short else logging.ERROR
        logger.log(
            level, "The clock says %(clock)s; the last step was at %(last)s.", finding.params
        )
        raise Overtaken((finding,)) if is_short else Refused((finding,))
