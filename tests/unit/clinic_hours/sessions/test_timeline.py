"""Every event of a session has a look on its page."""

from clinic_hours.sessions.models import SessionEvent
from clinic_hours.sessions.views.timeline import LOOKS


def test_every_kind_of_event_is_shown():
    assert set(LOOKS) == set(SessionEvent.Kind)
