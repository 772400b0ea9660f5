"""As many queries for forty events as for four: docs/performance.md, row 2."""

import pytest
from django.core.cache import cache
from wagtail.models import Site

from tests.factories.events import event_with_page
from tests.factories.pages import PictureFactory
from tests.performance.counting import queries

pytestmark = pytest.mark.django_db


def cost_of(client, address: str) -> int:
    client.get(address)  # the first visit makes the renditions
    cache.clear()
    Site.get_site_root_paths()
    with queries() as counted:
        assert client.get(address).status_code == 200
    assert counted.repeated == []
    return len(counted)


def test_forty_events_take_no_more_queries_than_four(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    costs = {}
    for start, until in ((0, 4), (4, 40)):
        for number in range(start, until):
            event_with_page(f"Event {number}", picture=PictureFactory())
        costs[until] = [cost_of(client, address) for address in ("/events/", "/events/event-2/")]

    assert costs[4] == costs[40]
    assert max(costs[40]) <= 12
