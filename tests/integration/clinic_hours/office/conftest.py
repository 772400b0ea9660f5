"""The coordinator's browser."""

import pytest


@pytest.fixture
def at_the_office(client, cora):
    """Cora's browser."""
    client.force_login(cora)
    return client
