from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from portal.accounts.models import Invitation
from portal.accounts.services.invitations import digest

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield


def test_an_invitation_works_for_two_weeks():
    assert Invitation().expires_at == NOW + timedelta(days=14)


@pytest.mark.parametrize(
    ("facts", "word"),
    [
        ({}, "Waiting"),
        ({"expires_at": NOW}, "Expired"),
        ({"accepted_at": NOW}, "Accepted"),
        ({"accepted_at": NOW, "expires_at": NOW - timedelta(days=1)}, "Accepted"),
        ({"revoked_at": NOW}, "Revoked"),
    ],
)
def test_an_invitation_shows_its_status(facts, word):
    assert Invitation(**facts).status == word


def test_a_digest_reveals_nothing_about_its_token():
    assert len(digest("token")) == 64
    assert digest("token") != digest("Token")
