"""An act at a time when the server's clock is behind, and the proof that it changed nothing."""

from datetime import timedelta

import pytest

from clinic_hours.core.domain.errors import Refused
from clinic_hours.ledger.models import Checkpoint
from clinic_hours.sessions.models import (
    ClinicSession,
    HourEntry,
    SessionEvent,
    SignOff,
)
from clinic_hours.transcripts.models import Revocation, Transcript
from tests.factories.clinic import NOW

EARLIER = NOW - timedelta(minutes=47)
RECORD = (ClinicSession, SessionEvent, SignOff, HourEntry, Transcript, Revocation, Checkpoint)


def record() -> list[list[dict]]:
    return [list(model.objects.order_by("pk").values()) for model in RECORD]


def refused(act) -> None:
    """Assert that the act reports a wrong clock and changes no row."""
    before = record()
    with pytest.raises(Refused) as refusal:
        act()
    assert [finding.code for finding in refusal.value.findings] == ["clock_went_back"]
    assert record() == before
