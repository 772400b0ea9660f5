"""Nothing is signed in a database that is older than the checkpoint kept outside it."""

import logging

from clinic_hours.core.domain.errors import Refused
from clinic_hours.core.domain.findings import block
from clinic_hours.ledger.domain.checkpoints import Unreadable
from clinic_hours.ledger.selectors.kept import kept_head

logger = logging.getLogger(__name__)


def refuse_older_copy(size: int) -> None:
    """Raise Refused if a log of this size lacks entries that the kept checkpoint covers."""
    try:
        kept = kept_head()
    except Unreadable:  # a system check says so
        return
    if kept and size < kept.size:
        logger.error("The log ends with entry %s; the kept checkpoint covers %s.", size, kept.size)
        raise Refused((block("older_copy", size=size, kept=kept.size),))
