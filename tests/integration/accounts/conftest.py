import re

import pytest


@pytest.fixture
def link_in():
    """Return the path of the first link in an email."""

    def path(mail) -> str:
        return re.search(r"https?://[^/\s]+(/\S+)", mail.body).group(1)

    return path


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Run on-commit callbacks, as a request outside a test would."""

    def run():
        return django_capture_on_commit_callbacks(execute=True)

    return run
