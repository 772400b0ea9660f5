"""A school with an address, as letters name it."""

import pytest
from wagtail.models import Site

from home.models import SiteSettings


@pytest.fixture(autouse=True)
def school():
    site = Site.objects.get(is_default_site=True)
    fields = {"name": "Palmetto College", "address": "214 Palmetto Avenue"}
    return SiteSettings.objects.update_or_create(site=site, defaults=fields)[0]
