"""What a licensing board sees in its shell: the verdict first, an exit status, and no traceback."""

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
from tests.factories.transcripts import PaperSchool, in_bytes

from .forms import SCHOOL, VALID

SCRIPT = Path(verify_transcript.__file__)
ROOT = Path(__file__).parents[5]
KEYS = json.dumps({"keys": [{"kty": "OKP", "practicum": form} for form in SCHOOL.key_forms]})
CONSOLES = ["cp1252", "cp437", "ascii", "utf-8", "cp1252:strict"]
WRONG_USE = 64

Run = Callable[..., subprocess.CompletedProcess]


def forged() -> bytes:
    """Return a transcript of an invented school with its own keys and ledger, everything signed."""
    thief = PaperSchool("thief")
    thief.sign_off()
    return in_bytes(thief.form())


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
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("board")
    for name, data in FILES.items():
        (folder / name).write_bytes(data)
    (folder / "verify_transcript.py").write_bytes(SCRIPT.read_bytes())
    (folder / "a-folder").mkdir()
    return folder


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


@pytest.fixture(params=[alone, managed], ids=["script", "manage.py"])
def run(request) -> Run:
    return request.param


def test_with_the_schools_keys_a_genuine_transcript_is_valid(run, folder):
    ended = run(folder, "true.json", "--keys", "keys.json")
    assert (first_line(ended), ended.returncode) == ("VALID", 0)
    assert b"690 minutes" in ended.stdout


@pytest.mark.parametrize("file", ["true.json", "forged.json"])
def test_without_keys_nobody_can_tell_whose_it_is(run, folder, file):
    ended = run(folder, file)
    assert (first_line(ended), ended.returncode) == ("UNKNOWN", 2)
    assert b"--keys" in ended.stdout


def test_a_complete_forgery_is_refused_against_the_schools_keys(run, folder):
    ended = run(folder, "forged.json", "--keys", "keys.json")
    assert (first_line(ended), ended.returncode) == ("REFUSED", 1)


@pytest.mark.parametrize(
    "name",
    ["changed", "empty", "cut", "bom", "utf16", "picture", "deep"],
)
def test_anything_but_a_transcript_is_refused_with_a_sentence(folder, name):
    ended = alone(folder, f"{name}.json")
    assert (first_line(ended), ended.returncode) == ("REFUSED", 1)
    assert b"FAILED" in ended.stdout


def test_a_page_saved_instead_of_the_file_is_refused(run, folder):
    ended = run(folder, "page.html", "--keys", "keys.json")
    assert (first_line(ended), ended.returncode) == ("REFUSED", 1)


@pytest.mark.parametrize(
    "arguments",
    [
        ["a-folder"],
        ["true.json", "--keys", "missing.json"],
        ["true.json", "--keys", "a-folder"],
        ["true.json", "--keys", "page.html"],
        ["true.json", "--keys", "no-keys.json"],
        ["true.json", "--keys", "deep-keys.json"],
        ["true.json", "--keys", "true.json"],
        ["true.json", "--keys"],
        ["true.json", "--key-file", "keys.json"],
        [],
        ["true.json", "cut.json"],
    ],
    ids=lambda arguments: " ".join(arguments) or "nothing",
)
def test_a_missing_file_or_wrong_usage_is_no_verdict(folder, arguments):
    is_no_verdict(alone(folder, *arguments))


@pytest.mark.parametrize("arguments", [["missing.json"], ["true.json", "--key-file", "keys.json"]])
def test_the_command_gives_no_verdict_either(run, folder, arguments):
    is_no_verdict(run(folder, *arguments))


def is_no_verdict(ended: subprocess.CompletedProcess) -> None:
    assert ended.returncode == WRONG_USE
    assert ended.stdout == b"" and ended.stderr


@pytest.mark.parametrize("keys", ["keys-bom.json", "keys-utf16.json"])
def test_keys_are_accepted_in_any_encoding_a_shell_may_use(folder, keys):
    ended = alone(folder, "true.json", "--keys", keys)
    assert (first_line(ended), ended.returncode) == ("VALID", 0)


@pytest.mark.parametrize("console", CONSOLES)
def test_a_console_that_cannot_show_a_name_still_gets_the_verdict(tmp_path, console):
    school = PaperSchool()
    school.sign_off()
    student = school.statement().student
    foreign = type(student)(name="Łucja Ωmega 明", number=student.number)
    (tmp_path / "true.json").write_bytes(in_bytes(school.form(student=foreign)))
    (tmp_path / "verify_transcript.py").write_bytes(SCRIPT.read_bytes())
    ended = alone(tmp_path, "true.json", console=console)
    assert (first_line(ended), ended.returncode) == ("UNKNOWN", 2)
    missing = alone(tmp_path, "明.json", console=console)
    assert missing.returncode == WRONG_USE


def test_the_command_writes_to_such_a_console_too(tmp_path):
    school = PaperSchool()
    student = type(school.statement().student)(name="Łucja 明", number="P-1")
    (tmp_path / "true.json").write_bytes(in_bytes(school.form(student=student)))
    command = [sys.executable, "manage.py", "verify_transcript", str(tmp_path / "true.json")]
    ended = shell(command, ROOT, "cp437")
    assert (first_line(ended), ended.returncode) == ("UNKNOWN", 2)


def test_without_its_library_the_script_says_what_to_install(folder, tmp_path):
    (tmp_path / "cryptography.py").write_text("raise ImportError")
    (tmp_path / "verify_transcript.py").write_bytes(SCRIPT.read_bytes())
    ended = alone(tmp_path, str(folder / "true.json"))
    assert (ended.returncode, b"pip install cryptography" in ended.stderr) == (WRONG_USE, True)
