"""Even with the key, a reversal takes back exactly the entry that it names."""

import pytest

from clinic_hours.sessions.models import Balance
from tests.factories.clinic import NOW
from tests.integration.clinic_hours.sessions.order_of_time.test_order_of_time import void
from tests.tampering import change_hours, guards_down

from ..damage import found
from .test_chains import sign_again

pytestmark = pytest.mark.django_db

REVERSAL = 7


@pytest.fixture
def stolen(own_key, three_entries, rosa):
    """The key that signed the reversal of the second session."""
    void(three_entries[1].session, NOW, rosa.user)
    assert found() is None
    return own_key


def test_a_reversal_of_another_entry_with_the_same_number(stolen):
    with guards_down():
        sign_again(REVERSAL, stolen, reverses={"seq": 5, "leaf_hash": "0" * 64})
        assert found() == (REVERSAL, "altered payload")


@pytest.mark.parametrize("part", [{"minutes": -30}, {"clients": 0}])
def test_a_reversal_of_a_part_of_the_hours(stolen, part):
    with guards_down():
        sign_again(REVERSAL, stolen, **part)
        change_hours(REVERSAL, **part)
        Balance.objects.update(**({"minutes": 150} if "minutes" in part else {"clients": 3}))
        assert found() == (REVERSAL, "altered row")
