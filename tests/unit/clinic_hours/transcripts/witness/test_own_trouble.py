"""Trouble on the witness's own computer ends in a sentence, too, and nothing is cosigned."""

import errno
import stat

import pytest

from clinic_hours.transcripts import practicum_witness

from .trouble import LOCAL, MISTAKE, WRONG_USE, ends


def test_a_full_disk(board, site, monkeypatch):
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(practicum_witness.os, "fsync", full)
    ends(board, LOCAL, "No space left on device")
    assert board.remembered() == board.leftovers() == []


def test_a_folder_that_is_a_file(board):
    board.state.write_text("")
    ends(board, LOCAL, "seen-by-us")


@pytest.mark.parametrize("text", ["", "something else", "\xff"])
def test_a_memory_that_was_changed(board, text):
    board.look()
    (board.state / "seen" / "1.txt").write_bytes(text.encode("latin-1"))
    ends(board, LOCAL, "was changed")


def test_a_list_of_keys_that_is_missing(board):
    ends(board, LOCAL, "nowhere.json", "--keys", "nowhere.json")


def test_a_second_process_with_the_same_folder(board, site, monkeypatch):
    board.look()
    site.log.grow(1)
    extends = practicum_witness.extends

    def meanwhile(*arguments) -> bool:
        (board.state / "seen" / "2.txt").write_text(site.log.note(), encoding="utf-8")
        return extends(*arguments)

    monkeypatch.setattr(practicum_witness, "extends", meanwhile)
    ends(board, LOCAL, "Another process is using")
    assert board.leftovers() == []


def test_a_mistake_of_the_program_itself(board, monkeypatch):
    monkeypatch.setattr(practicum_witness.Memory, "seen", lambda _memory: 1 / 0)
    ends(board, MISTAKE, "ZeroDivisionError")


def test_a_key_is_private_and_never_replaced(board):
    path = board.folder / "witness.pem"
    before = path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert board.key() == board.key()
    assert path.read_bytes() == before


@pytest.mark.parametrize("text", ["", "no key", "-----BEGIN PRIVATE KEY-----\nAAAA\n"])
def test_a_file_without_a_key(board, text):
    (board.folder / "witness.pem").write_text(text)
    ends(board, LOCAL, "does not contain an Ed25519 key")


def test_no_key(board):
    (board.folder / "witness.pem").unlink()
    ends(board, LOCAL, "witness.pem")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--name", "board.test", "--key", "k"],
        ["--name", "two words", "--key", "k", "--show-key"],
        ["--name", "a+b", "--key", "k", "--show-key"],
        ["--name", "a", "--key", "k", "--state", "s", "--log", "school.test"],
        ["--name", "a", "--key", "k", "--state", "s", "--log", "ftp://school.test"],
        ["--name", "a", "--key", "k", "--state", "s", "--log", "http://a", "--every", "0"],
        ["--name", "a", "--key", "k", "--state", "s", "--log", "http://a", "--every", "x"],
        [
            "--name",
            "a",
            "--key",
            "k",
            "--state",
            "s",
            "--log",
            "http://a",
            "--every",
            "1",
            "--once",
        ],
    ],
)
def test_wrong_usage(run, capfd, arguments):
    assert run(*arguments) == WRONG_USE
    assert "usage:" in capfd.readouterr().err
