"""A cached page, and a site that caches pages."""

import pytest

from tests.factories.pages import StandardPageFactory


@pytest.fixture(autouse=True)
def kept(settings) -> None:
    settings.PUBLIC_PAGES_KEPT = 60


@pytest.fixture
def fees(transactional_db):
    return StandardPageFactory(title="Fees", slug="fees")
