"""A school with an open house in a week."""

import pytest
from wagtail.models import Site

from home.site.models import SiteSettings
from tests.factories.events import event_with_page


@pytest.fixture(autouse=True)
def school():
    site = Site.objects.get(is_default_site=True)
    return SiteSettings.objects.update_or_create(site=site, defaults={"name": "Palmetto"})[0]


@pytest.fixture
def open_house():
    return event_with_page()
