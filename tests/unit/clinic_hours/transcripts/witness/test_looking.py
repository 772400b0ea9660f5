"""A witness cosigns a log that only grows, and remembers what it saw."""

import time

import pytest

from clinic_hours.ledger.domain.checkpoints import read_note
from clinic_hours.ledger.domain.cosignatures import cosignatures_by
from clinic_hours.ledger.signatures import is_signed_by
from clinic_hours.transcripts import practicum_witness
from tests.servers.bare_logs import BareLog, served


def test_the_first_look_pins_the_key_and_cosigns(board, site):
    status, said = board.look()
    assert (status, "40 entries, cosigned" in said) == (0, True)
    assert f"First look: its newest key is {site.log.keys[0].id}." in said
    assert board.remembered() == [site.log.note()]


def test_what_it_sends_is_a_cosignature_of_now(board, site):
    board.look()
    (text,) = site.posted
    (found,) = cosignatures_by([board.key()], *read_note(text), is_signed_by)
    assert text == site.log.note() + found.line()
    assert abs(found.time - time.time()) < 60


def test_it_remembers_before_it_cosigns(board, site):
    site.instead["/verify/cosign/"] = None
    assert board.look()[0] == 2
    assert board.remembered() == [site.log.note()]
    del site.instead["/verify/cosign/"]
    assert board.look()[0] == 0
    assert len(site.posted) == len(board.remembered()) == 1


def test_a_second_look_at_the_same_log_changes_nothing(board, site):
    board.look()
    status, said = board.look()
    assert (status, "40 entries, already cosigned" in said) == (0, True)
    assert len(site.posted) == len(board.remembered()) == 1


def test_somebody_elses_line_in_its_name_does_not_keep_it_from_cosigning(board, site):
    board.look()
    note = site.log.note()
    (line,) = site.lines.values()
    site.log.grow(1)
    site.lines[site.log.note()] = line
    assert board.look()[0] == 0
    assert len(site.posted) == 2 and note not in site.posted[1]


@pytest.mark.parametrize("more", [1, 7, 8, 24, 25, 60])
def test_a_log_that_grew_is_proved_and_cosigned(board, site, more):
    board.look()
    first = site.log.note()
    site.log.grow(more)
    assert board.look()[0] == 0
    assert board.remembered() == [first, site.log.note()]


def test_every_size_grows_into_every_other():
    with served(BareLog(1)) as site:
        log = practicum_witness.Log(site.address)
        notes = []
        for _size in range(20):
            notes.append(log.newest())
            site.log.grow(1)
        for new in notes:
            for old in notes[: new.size]:
                assert log.still_has(old, new)


def test_an_empty_log_may_grow_into_any(board, tmp_path):
    empty = practicum_witness.Note("", "", "", 0, b"", [])
    assert practicum_witness.extends(empty, practicum_witness.Note("", "", "", 5, b"x", []), [])


def test_nothing_is_left_half_written(board, site):
    for _look in range(3):
        board.look()
        site.log.grow(3)
    assert board.leftovers() == []
    assert len(board.remembered()) == 3


def test_it_runs_until_it_is_stopped(board, site, monkeypatch):
    pauses = []

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        site.log.grow(1)
        if len(pauses) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr(practicum_witness.time, "sleep", pause)
    status, said = board.look("--every", "5")
    assert (status, pauses) == (0, [300, 300, 300])
    assert said.count("cosigned") == len(site.posted) == 3


def test_it_keeps_running_while_the_log_cannot_be_reached(board, site, monkeypatch):
    site.instead["/verify/checkpoint"] = None

    def pause(_seconds: float) -> None:
        if site.posted:
            raise KeyboardInterrupt
        site.instead.clear()

    monkeypatch.setattr(practicum_witness.time, "sleep", pause)
    assert board.look("--every", "1")[0] == 0
    assert len(site.posted) == 1


def test_it_stops_when_the_log_was_rewritten(board, site, monkeypatch):
    def pause(_seconds: float) -> None:
        if "evidence" in [path.name for path in board.state.iterdir()]:
            raise KeyboardInterrupt
        site.log.rewrite(30)
        site.log.grow(1)

    monkeypatch.setattr(practicum_witness.time, "sleep", pause)
    status, said = board.look("--every", "1")
    assert (status, "THE LOG WAS REWRITTEN" in said) == (1, True)
