"""A running mail server."""

import pytest

from tests.servers.mail_server import running_mail_server


@pytest.fixture
def mail_server():
    with running_mail_server() as server:
        yield server
