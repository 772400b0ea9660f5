"""The people of these tests, made once for a module."""

from collections.abc import Iterator

import pytest

from tests.databases import rolled_back
from tests.security.cast import Cast, cast


@pytest.fixture(scope="module")
def people(django_db_setup, django_db_blocker) -> Iterator[Cast]:
    """One person per role. Making them takes longer than most of their tests."""
    with django_db_blocker.unblock(), rolled_back():
        yield cast()
