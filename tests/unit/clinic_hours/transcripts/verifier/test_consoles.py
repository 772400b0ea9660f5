"""Whatever a console can show or a shell has saved, the verdict is printed and there is no traceback."""

import sys
from pathlib import Path

import pytest

from .board import ROOT, SCRIPT, WRONG_USE, alone, first_line, shell

CONSOLES = ["cp1252", "cp437", "ascii", "utf-8", "cp1252:strict"]


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
