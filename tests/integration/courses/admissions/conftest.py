"""Nora answers requests for information."""

import pytest

from tests.factories.people import person_who_may


@pytest.fixture
def nora(client):
    user = person_who_may("change_enquiry")
    client.force_login(user)
    return user
