"""Without each guard, run the tests of its wing, then of its room, until one fails.

    python -m tests.prove [PART OF A PATH]

Works on copies of the project. Exits with 1 if a guard survived because no test needs it.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue

from .guards import Guard, guards_in

ROOT = Path(__file__).parents[2]
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", "var", "node_modules", "__pycache__", "staticfiles", "*.pyc"
)
PYTEST = (sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-m", "not browser")
COPIES = 2


def main() -> None:
    guards = guards_in(ROOT, *sys.argv[1:2])
    print(f"{len(guards)} guards in services …", flush=True)
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(COPIES) as pool:
        copies: Queue[Path] = Queue()
        for number in range(COPIES):
            copies.put(copy_of_project(Path(folder) / str(number)))
        survived = [guard for guard in pool.map(lambda each: prove(each, copies), guards) if guard]
    print(f"{len(guards) - len(survived)} are missed by a test, {len(survived)} survived.")
    sys.exit(bool(survived))


def copy_of_project(folder: Path) -> Path:
    shutil.copytree(ROOT, folder, ignore=LEFT_OUT)
    if (databases := ROOT / "var" / "test-databases").exists():
        shutil.copytree(databases, folder / "var" / "test-databases")
    return folder


def prove(guard: Guard, copies: "Queue[Path]") -> Guard | None:
    """Return the guard if every test passes without it."""
    copy = copies.get()
    file = copy / guard.path
    with_guard = file.read_text()
    try:
        file.write_text(guard.without)
        red = next((tests for tests in tests_of(guard, copy) if is_red(tests, copy)), None)
    finally:
        file.write_text(with_guard)
        copies.put(copy)
    print(f"{'missed  ' if red else 'SURVIVED'}  {guard}", flush=True)
    return None if red else guard


def tests_of(guard: Guard, copy: Path) -> Iterator[list[str]]:
    """Yield the tests of the wing, then of the room, then the journeys over HTTP."""
    room, wing = guard.path.parts[:2]
    for part in (f"{room}/{wing}", room if room != "portal" else wing):
        folders = [f"tests/{kind}/{part}" for kind in ("unit", "integration")]
        if found := [folder for folder in folders if (copy / folder).exists()]:
            yield found
    yield ["tests/security", "tests/integration"]


def is_red(tests: list[str], copy: Path) -> bool:
    answer = subprocess.run(
        [*PYTEST, *tests], cwd=copy, env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    return answer.returncode == 1  # 1: a test failed; anything else is inconclusive


main()
