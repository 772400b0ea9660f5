"""Nothing is signed in a database that is older than the checkpoint kept outside it."""

import logging

from clinic_hours.core.domain.errors import Refused
from clinic_hours.core.domain.findings import block
from clinic_hours.ledger.domain.checkpoints import Unreadable
from clinic_hours.ledger.selectors.kept import kept_head

logger = logging.getLogger(__name__)


def refuse_older_copy(origin: str, size: int) -> None:
    """Raise Refused if a log of this name and size lacks entries that the kept checkpoint covers.

    A checkpoint of another log says nothing about this one.
    """
    try:
        kept = kept_head()
    except Unreadable:  # a system check says so, as it does of a missing file or another log's
        return
    if kept and kept.origin == origin and size < kept.size:
        logger.error("The log ends with entry %s; the kept checkpoint covers %s.", size, kept.size)
        raise Refused((block("older_copy", size=size, kept=kept.size),))
