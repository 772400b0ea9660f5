"""`make run` works in forks, which stop when told to, even at the worst moment for a signal."""

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

serve.prepare = lambda requests: None
os.register_at_fork({when}=lambda: os.kill(os.getpid(), signal.SIGTERM))
serve.main()
"""

PREPARE = """
import sys, typst
from portal.serving import serve

def typeset():
    typst.compile(b"Hello")

serve.create_what_is_missing = typeset
serve.prepare()
with serve.forks() as start:
    later = start(typeset)
    later.join(timeout=20)
    sys.exit("it waits forever" if later.is_alive() else later.exitcode)
"""


def python(script: str, **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-c", script],
        cwd=settings.BASE_DIR,
        env=os.environ | environment,
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip


def test_a_transcript_is_typeset_in_a_fork_after_the_demo_has_typeset_some():
    ended = python(PREPARE)
    assert (ended.returncode, ended.stderr) == (0, "")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("when", ["before", "after_in_parent"])
def test_a_request_to_stop_is_not_lost_during_a_fork(when):
    ended = python(SCRIPT.format(when=when), DATABASE_URL=database_url(), PORT="0")
    assert (ended.returncode, "Traceback" in ended.stderr) == (0, False)
    assert "Press Ctrl-C" not in ended.stdout
