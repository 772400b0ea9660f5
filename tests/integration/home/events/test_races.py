"""Two people who press the button at the same moment never both get the last place."""

from functools import partial

import pytest

from home.events.models import Registration
from home.events.services.events import cancel, register
from tests.factories.events import event_with_page
from tests.races import race, surprises

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 8


def comes(event, name: str) -> Registration:
    registration = Registration(event=event, name=name, email=f"{name}@example.test")
    return register(registration=registration, consent="Yes.", language="en")


def test_the_last_place_goes_to_only_one_person(transactional_db):
    for number in range(ROUNDS):
        event = event_with_page(f"Open house {number}", places=1)
        outcomes = race(*(partial(comes, event, name) for name in ("ana", "ben", "cleo")))

        assert surprises(outcomes) == []
        states = sorted(event.registrations.values_list("state", flat=True))
        assert states == ["registered", "waiting", "waiting"]


def test_a_place_canceled_twice_at_once_is_passed_on_once(transactional_db):
    for number in range(ROUNDS):
        event = event_with_page(f"Open house {number}", places=1)
        first, *_waiting = (comes(event, name) for name in ("ana", "ben", "cleo"))
        outcomes = race(partial(cancel, first), partial(cancel, first))

        assert surprises(outcomes) == []
        states = sorted(event.registrations.values_list("state", flat=True))
        assert states == ["cancelled", "registered", "waiting"]
