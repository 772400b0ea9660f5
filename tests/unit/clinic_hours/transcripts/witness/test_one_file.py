"""The program is one file that needs nothing of ours."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from clinic_hours.transcripts import practicum_witness

SCRIPT = Path(practicum_witness.__file__)
TREE = ast.parse(SCRIPT.read_text(), feature_version=(3, 10))


def imported() -> set[str]:
    nodes = [node for node in ast.walk(TREE) if isinstance(node, (ast.Import, ast.ImportFrom))]
    names = [
        node.module if isinstance(node, ast.ImportFrom) else node.names[0].name for node in nodes
    ]
    return {name.split(".")[0] for name in names}


def alone(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess:
    (folder / "practicum_witness.py").write_bytes(SCRIPT.read_bytes())
    return subprocess.run(
        [sys.executable, "practicum_witness.py", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        errors="replace",
        env={**os.environ, **environment},
        timeout=60,
    )


def test_it_needs_the_standard_library_and_one_other():
    assert imported() - sys.stdlib_module_names == {"cryptography"}


def test_without_that_one_it_says_what_to_install(tmp_path):
    (tmp_path / "cryptography.py").write_text("raise ImportError")
    ended = alone(tmp_path, "--help")
    assert (ended.returncode, "pip install cryptography" in ended.stderr) == (64, True)


def test_its_help_lists_every_exit_status(tmp_path):
    ended = alone(tmp_path, "--help")
    statuses = [practicum_witness.WRONG_USE, practicum_witness.MISTAKE, *range(7)]
    assert ended.returncode == 0
    assert [n for n in statuses if f"\n{n:>4}  " not in ended.stdout] == []


@pytest.mark.parametrize("console", ["ascii", "cp437", "utf-8"])
def test_it_works_in_any_console(board, site, console):
    site.log.origin = "escuela-ñ.test/horas"
    ended = alone(board.folder, *board.arguments(), PYTHONIOENCODING=console, PYTHONUTF8="0")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "40 entries, cosigned" in ended.stdout


def test_a_file_size_limit_is_no_traceback(board, site):
    limited = f'ulimit -f 0; exec {sys.executable} practicum_witness.py "$@"'
    (board.folder / "practicum_witness.py").write_bytes(SCRIPT.read_bytes())
    ended = subprocess.run(
        ["bash", "-c", limited, "-", *board.arguments()],
        cwd=board.folder,
        capture_output=True,
        text=True,
    )
    assert (ended.returncode, ended.stderr.count("\n")) == (5, 1)
    assert site.posted == []
