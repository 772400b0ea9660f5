"""Which tests run which lines of services, found by running the suite once."""

import subprocess
import sys
from pathlib import Path

from coverage import CoverageData

from .guards import Guard

PYTEST = ["-m", "pytest", "-q", "-n", "2", "--dist", "worksteal", "tests", "-m"]
MEASURED = ["--cov", "--cov-config=tests/prove/coverage.ini", "--cov-context=test", "--cov-report="]
MEASURE = (sys.executable, *PYTEST, "not browser", *MEASURED)
DATA = Path("var/coverage/services")


class Reach:
    """Answers which tests run a guard."""

    def __init__(self, data: CoverageData) -> None:
        self.data = data

    def tests_of(self, guard: Guard) -> list[str]:
        """Return node ids; the tests of the guard's own wing come first, as they fail soonest."""
        lines = self.data.contexts_by_lineno(guard.path.as_posix())
        found = {context.rpartition("|")[0] for context in lines.get(guard.line, ())} - {""}
        own_wing = "/".join(guard.path.parts[:2])
        return sorted(found, key=lambda test: (own_wing not in test, test))


def measured(root: Path) -> Reach:
    """Run the suite of the project in `root`. Raise CalledProcessError if it is not green."""
    subprocess.run(MEASURE, cwd=root, check=True)
    data = CoverageData(str(root / DATA))
    data.read()
    return Reach(data)
