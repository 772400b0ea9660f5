"""Validators installed with npm: `make validators` puts them into var/validators."""

import os
import shutil
from pathlib import Path

import pytest
from django.conf import settings

INSTALLED = settings.VAR_DIR / "validators/node_modules"
INSTALL = "validators skipped: apt-get install default-jre-headless npm; make validators"


def validator_or_skip(runner: str, file: str) -> tuple[str, str]:
    """Return the start of a command: its runner, `java` or `node`, and the file it runs.

    If something is missing, the test is skipped with how to install it. In CI, it fails.
    """
    path = Path(INSTALLED, file)
    if shutil.which(runner) and path.exists():
        return runner, str(path)
    if os.environ.get("REQUIRE_VALIDATORS"):
        pytest.fail(INSTALL)
    pytest.skip(INSTALL)
