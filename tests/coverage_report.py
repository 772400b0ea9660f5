"""Print which code `make test MEASURE=yes` ran, in lines and branches. Fail if that is too little.

python -m tests.coverage_report var/coverage.json
"""

import json
import sys
from pathlib import Path

GOALS = {"": 90, "clinic_hours/": 95}  # in percent, of the files whose path begins so


def share(files: list[dict]) -> float:
    """Return how many percent of the lines and branches of some files ran."""
    ran = sum(len(each["executed_lines"]) + len(each["executed_branches"]) for each in files)
    missed = sum(len(each["missing_lines"]) + len(each["missing_branches"]) for each in files)
    return 100 * ran / (ran + missed) if ran + missed else 100.0


def lines(files: dict[str, dict]) -> list[str]:
    """Return one line for each file that did not run whole, the worst last."""
    shares = sorted(((share([found]), path) for path, found in files.items()), reverse=True)
    return [
        f"{percent:5.1f} %  {path}: {', '.join(map(str, files[path]['missing_lines']))}"
        for percent, path in shares
        if percent < 100
    ]


def main(measured: Path) -> bool:
    files = json.loads(measured.read_text())["files"]
    print(*lines(files), sep="\n")
    reached = True
    for start, goal in GOALS.items():
        percent = share([found for path, found in files.items() if path.startswith(start)])
        print(f"{percent:5.1f} % of {start or 'all code'}; the goal is {goal} %")
        reached = reached and percent >= goal
    return reached


if __name__ == "__main__":
    sys.exit(not main(Path(sys.argv[1])))
