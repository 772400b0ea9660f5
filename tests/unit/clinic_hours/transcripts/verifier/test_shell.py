"""What a licensing board sees in its shell: the verdict first, and an exit status."""

import subprocess

import pytest

from .board import WRONG_USE, alone, first_line
from .forms import ALWAYS


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
