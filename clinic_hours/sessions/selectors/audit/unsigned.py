"""Compare the history of sessions that are not signed yet with its hash.

What is signed is compared with the log instead.
"""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from django.db.models import Max

from clinic_hours.ledger.selectors.audit.report import Damage
from clinic_hours.ledger.selectors.audit.rows import PORTION
from clinic_hours.sessions.domain.history import History
from clinic_hours.sessions.domain.states import State
from clinic_hours.sessions.models import ClinicSession

from .events import Event

SIGNED = (State.SIGNED_OFF, State.VOIDED)
COLUMNS = ("pk", "public_id", "history_events", "history_digest")
OF_EVENTS = tuple(f"events__{name}" for name in Event._fields)


def wrong_histories() -> Iterator[Damage]:
    """Read each session with its events in one statement, so that a step taken meanwhile is in both."""
    unsigned = ClinicSession.objects.exclude(status__in=SIGNED).order_by("pk", "events__pk")
    last = ClinicSession.objects.aggregate(last=Max("pk"))["last"] or 0
    for first in range(0, last, PORTION):
        rows = unsigned.filter(pk__gt=first, pk__lte=first + PORTION)
        for key, some in groupby(rows.values_list(*COLUMNS, *OF_EVENTS), itemgetter(0, 1, 2, 3)):
            _pk, session, events, digest = key
            found = [Event._make(row[len(COLUMNS) :]) for row in some]
            history = History().then(event.happened() for event in found if event.kind)
            if history != History(events, bytes(digest)):
                detail = f"the {len(found)} events of session {session} do not fit its hash"
                yield Damage(None, "altered history", detail)
