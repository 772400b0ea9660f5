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
from tests.factories.paper_log import Witness
from tests.factories.paper_schools import open_school
from tests.factories.transcripts import in_bytes

from .forms import ALWAYS, SCHOOL, VALID

SCRIPT = Path(verify_transcript.__file__)
ROOT = Path(__file__).parents[5]
KEYS = json.dumps(SCHOOL.key_set())
ANNA = Witness("college.test/anna")
QUORUM = f"witness anna {ANNA.vkey}\nquorum anna\n"
CONSOLES = ["cp1252", "cp437", "ascii", "utf-8", "cp1252:strict"]
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
    said = ended.stdout.decode()
    assert "690 minutes" in said
    for part in ("Lucía Ferrer", "P-00001", "Massage Therapy", "Hands-on sessions: 11 h 30 min"):
        assert part in said
    assert [line.split()[1] for line in said.splitlines() if line.startswith("ok ")] == ALWAYS


def test_nothing_that_a_refused_file_claims_is_shown(run, folder):
    ended = run(folder, "changed.json", "--keys", "keys.json")
    assert (first_line(ended), ended.returncode) == ("REFUSED", 1)
    assert b"Massage Therapy" not in ended.stdout


def test_a_kept_checkpoint_is_compared(run, folder):
    arguments = ("true.json", "--keys", "keys.json", "--checkpoint", "checkpoint")
    ended = run(folder, *arguments)
    assert (first_line(ended), ended.returncode) == ("VALID", 0)
    assert b"ok     pinned" in ended.stdout
    unproven = run(folder, *arguments, "--checkpoint", "earlier")
    assert (first_line(unproven), unproven.returncode) == ("UNKNOWN", 2)
    assert b"open   pinned" in unproven.stdout


@pytest.mark.parametrize(
    ("file", "verdict"), [("witnessed.json", ("VALID", 0)), ("true.json", ("UNKNOWN", 2))]
)
def test_a_policy_says_who_must_have_seen_the_log(run, folder, file, verdict):
    ended = run(folder, file, "--keys", "keys.json", "--policy", "quorum")
    assert (first_line(ended), ended.returncode) == verdict


def test_without_keys_no_site_is_asked(run, folder):
    ended = run(folder, "true.json", "--online")
    assert (first_line(ended), ended.returncode) == ("UNKNOWN", 2)
    assert b"open   online     The site was not asked" in ended.stdout


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
        ["true.json", "--checkpoint", "missing"],
        ["true.json", "--checkpoint", "keys.json"],
        ["true.json", "--policy", "missing"],
        ["true.json", "--policy", "no-quorum"],
        ["true.json", "--policy"],
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


@pytest.mark.parametrize("checkpoint", ["checkpoint-bom", "checkpoint-utf16"])
def test_so_are_kept_checkpoints(folder, checkpoint):
    ended = alone(folder, "true.json", "--keys", "keys.json", "--checkpoint", checkpoint)
    assert (first_line(ended), ended.returncode) == ("VALID", 0)


@pytest.mark.parametrize("console", CONSOLES)
def test_a_console_that_cannot_show_a_name_still_gets_the_verdict(folder, console):
    ended = alone(folder, "foreign.json", console=console)
    assert (first_line(ended), ended.returncode) == ("UNKNOWN", 2)
    missing = alone(folder, "明.json", console=console)
    assert missing.returncode == WRONG_USE


def test_no_name_can_move_the_cursor_or_hide_letters(run, folder):
    said = run(folder, "foreign.json").stdout
    assert b"\x1b" not in said and "\u202e".encode() not in said
    assert rb"\u{1b}[2J\u{202e}" in said


def test_the_command_writes_to_such_a_console_too(folder):
    command = [sys.executable, "manage.py", "verify_transcript", str(folder / "foreign.json")]
    ended = shell(command, ROOT, "cp437")
    assert (first_line(ended), ended.returncode) == ("UNKNOWN", 2)


def test_without_its_library_the_script_says_what_to_install(folder, tmp_path):
    (tmp_path / "cryptography.py").write_text("raise ImportError")
    (tmp_path / "verify_transcript.py").write_bytes(SCRIPT.read_bytes())
    ended = alone(tmp_path, str(folder / "true.json"))
    assert (ended.returncode, b"pip install cryptography" in ended.stderr) == (WRONG_USE, True)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only where a full device is at hand")
def test_a_full_disk_or_a_reader_who_leaves_gets_no_traceback(folder):
    script = f"{sys.executable} verify_transcript.py true.json --keys keys.json"
    for ending in (">/dev/full", ">&-", "| true; exit ${PIPESTATUS[0]}"):
        ended = shell(["bash", "-c", f"{script} {ending}"], folder, "utf-8")
        assert (ended.returncode, ended.stderr) == (0, b"")
