"""A licensing board's shell: the files it has, and two ways to check them there."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from clinic_hours.transcripts import verify_transcript
from clinic_hours.transcripts.management.commands.verify_transcript import Command
from tests.factories.paper.schools import open_school
from tests.factories.paper_log import Witness
from tests.factories.transcripts import in_bytes

from .forms import SCHOOL, VALID

SCRIPT = Path(verify_transcript.__file__)
ROOT = Path(__file__).parents[5]
KEYS = json.dumps(SCHOOL.key_set())
ANNA = Witness("college.test/anna")
QUORUM = f"witness anna {ANNA.vkey}\nquorum anna\n"
WRONG_USE = 64

Run = Callable[..., subprocess.CompletedProcess]


def forged() -> bytes:
    """Return a transcript of an invented school with its own keys and ledger, everything signed."""
    thief = open_school("thief")
    thief.sign_off()
    return in_bytes(thief.form())


def foreign() -> bytes:
    """Return a transcript with a name that few consoles can show, and with what none should obey."""
    school = open_school()
    school.change(name="Łucja Ωmega 明 \x1b[2J\u202e")
    return in_bytes(school.form())


FILES = {
    "true.json": VALID,
    "changed.json": VALID.replace(b'minutes\\":690', b'minutes\\":691'),
    "forged.json": forged(),
    "page.html": b"<!doctype html><title>Sign in</title>",
    "empty.json": b"",
    "cut.json": VALID[: len(VALID) // 2],
    "bom.json": b"\xef\xbb\xbf" + VALID,
    "utf16.json": VALID.decode().encode("utf-16"),
    "picture.json": bytes(range(256)),
    "deep.json": b"[" * 100_000,
    "keys.json": KEYS.encode(),
    "keys-bom.json": b"\xef\xbb\xbf" + KEYS.encode(),
    "keys-utf16.json": KEYS.encode("utf-16"),
    "no-keys.json": b'{"keys": []}',
    "deep-keys.json": b"[" * 100_000,
    "checkpoint": SCHOOL.checkpoint().encode(),
    "earlier": SCHOOL.checkpoint(8).encode(),
    "checkpoint-bom": b"\xef\xbb\xbf" + SCHOOL.checkpoint().encode(),
    "checkpoint-utf16": SCHOOL.checkpoint().replace("\n", "\r\n").encode("utf-16"),
    "witnessed.json": in_bytes(SCHOOL.form() | {"checkpoint": SCHOOL.checkpoint(witnesses=[ANNA])}),
    "quorum": QUORUM.encode(),
    "no-quorum": b"quorum\n",
    "foreign.json": foreign(),
}


def alone(folder: Path, *arguments: str, console: str = "utf-8") -> subprocess.CompletedProcess:
    """Run the single file as an outsider would, with nothing of ours on the path."""
    command = [sys.executable, "verify_transcript.py", *arguments]
    return shell(command, folder, console)


def managed(folder: Path, *arguments: str) -> subprocess.CompletedProcess:
    """Run the same check with a school's installation, without starting Django each time."""
    within = [each if each.startswith("-") else str(folder / each) for each in arguments]
    out, err = BytesIO(), BytesIO()
    with (
        redirect_stdout(TextIOWrapper(out, write_through=True)),
        redirect_stderr(TextIOWrapper(err, write_through=True)),
        pytest.raises(SystemExit) as ended,
    ):
        Command().run_from_argv(["manage.py", "verify_transcript", *within])
    return subprocess.CompletedProcess(within, ended.value.code, out.getvalue(), err.getvalue())


def shell(command: list[str], folder: Path, console: str) -> subprocess.CompletedProcess:
    environment = {**os.environ, "PYTHONIOENCODING": console, "PYTHONUTF8": "0"}
    ended = subprocess.run(
        command, cwd=folder, capture_output=True, env=environment, timeout=60, check=False
    )
    assert b"Traceback" not in ended.stdout + ended.stderr, ended.stderr
    return ended


def first_line(ended: subprocess.CompletedProcess) -> str:
    return ended.stdout.decode("ascii", "replace").splitlines()[0]
