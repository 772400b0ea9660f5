"""Nora answers enquiries, Edie keeps the newsletter."""

import pytest

from home.models import Digest, DigestStory
from tests.factories.stories import StoryPageFactory
from tests.integration.home.admissions.people import person_who_may


@pytest.fixture
def nora(client):
    user = person_who_may("change_enquiry")
    client.force_login(user)
    return user


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
