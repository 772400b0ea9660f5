"""`make run` stops when it is told to, even at the worst moment for a signal."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from tests.servers.worker_process import database_url

# The signal arrives while the server's process is forked: `{when}` is a hook of os.register_at_fork.
SCRIPT = """
import os, signal
from portal.serving import serve

serve.prepare = lambda: None
os.register_at_fork({when}=lambda: os.kill(os.getpid(), signal.SIGTERM))
serve.main()
"""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("when", ["before", "after_in_parent"])
def test_a_request_to_stop_is_not_lost_during_a_fork(when):
    ended = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(when=when)],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DATABASE_URL": database_url(), "PORT": "0"},
        capture_output=True, text=True, timeout=30,
    )  # fmt: skip
    assert (ended.returncode, "Traceback" in ended.stderr) == (0, False)
    assert "Press Ctrl-C" not in ended.stdout
