"""A school with a postal address for emails, and Edie, who manages its newsletter."""

import pytest
from wagtail.models import Site

from home.newsletter.models import Digest, DigestStory
from home.site.models import SiteSettings
from tests.factories.people import person_who_may
from tests.factories.stories import StoryPageFactory


@pytest.fixture(autouse=True)
def school():
    site = Site.objects.get(is_default_site=True)
    fields = {"name": "Palmetto College", "address": "214 Palmetto Avenue"}
    return SiteSettings.objects.update_or_create(site=site, defaults=fields)[0]


@pytest.fixture
def edie(client):
    user = person_who_may("add_digest", "change_digest", "view_subscriber")
    client.force_login(user)
    return user


@pytest.fixture
def digest():
    made = Digest.objects.create(subject="Autumn letter", language="en")
    DigestStory.objects.create(digest=made, story=StoryPageFactory(title="Why touch helps"))
    return made
