"""Processes that `make run` forks: none is left when it is told to stop."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

# What runs in the process that forks at the worst moment for a signal: `{when}` is a hook of its fork.
SCRIPT = """
import os, signal, sys, time
from portal.serving.serve import forks

signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
os.register_at_fork({when}=lambda: os.kill(os.getpid(), signal.SIGTERM))
with forks() as start:
    print(start(time.sleep, 60).pid, flush=True)
    time.sleep(60)
"""


@pytest.mark.parametrize("when", ["before", "after_in_parent"])
def test_a_signal_to_stop_is_not_lost_in_the_middle_of_a_fork(when):
    ended = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(when=when)],
        cwd=settings.BASE_DIR, env=os.environ, capture_output=True, text=True, timeout=30,
    )  # fmt: skip
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
