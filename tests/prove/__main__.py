"""Without each guard, run the tests that reach it until one fails.

    python -m tests.prove [PART OF A PATH]

Works on copies of the project. Exits with 1 if a guard survived because no test needs it.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue

from .guards import Guard, guards_in
from .reach import Reach, measured

ROOT = Path(__file__).parents[2]
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", "var", "node_modules", "__pycache__", "staticfiles", "*.pyc"
)
PYTEST = (sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-m", "not browser")
COPIES = 2


def main() -> None:
    guards = guards_in(ROOT, *sys.argv[1:2])
    print(f"{len(guards)} guards in services. First, the suite as it is …", flush=True)
    reach = measured(ROOT)
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(COPIES) as pool:
        copies: Queue[Path] = Queue()
        for number in range(COPIES):
            copies.put(copy_of_project(Path(folder) / str(number)))
        missed = list(pool.map(lambda guard: is_missed(guard, reach, copies), guards))
    print(f"{missed.count(True)} are missed by a test, {missed.count(False)} survived.")
    sys.exit(not all(missed))


def copy_of_project(folder: Path) -> Path:
    shutil.copytree(ROOT, folder, ignore=LEFT_OUT)
    if (databases := ROOT / "var" / "test-databases").exists():
        shutil.copytree(databases, folder / "var" / "test-databases")
    return folder


def is_missed(guard: Guard, reach: Reach, copies: "Queue[Path]") -> bool:
    """Remove the guard in a copy, and tell whether a test fails."""
    tests = reach.tests_of(guard)
    copy = copies.get()
    file = copy / guard.path
    with_guard = file.read_text()
    try:
        file.write_text(guard.without)
        red = bool(tests) and is_red(tests, copy)
    finally:
        file.write_text(with_guard)
        copies.put(copy)
    print(
        f"{'missed  ' if red else 'SURVIVED'}  {guard}  ({len(tests)} tests reach it)", flush=True
    )
    return red


def is_red(tests: list[str], copy: Path) -> bool:
    listed = copy / "var" / "tests-of-guard.txt"
    listed.write_text("\n".join(tests))
    answer = subprocess.run(
        [*PYTEST, f"@{listed}"], cwd=copy, env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    return answer.returncode == 1  # 1: a test failed; anything else is inconclusive


main()
