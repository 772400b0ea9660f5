"""A log that was rewritten or cut is refused, with the sizes between which the histories part."""

import pytest

from tests.servers.bare_logs import BareLog

LOUD = "THE LOG WAS REWRITTEN"


def grow_under_its_eyes(board, *sizes: int) -> None:
    """Let the board see the log at each of these sizes."""
    board.site.log.leaves = BareLog(sizes[0]).leaves
    for size in sizes:
        board.site.log.grow(size - len(board.site.log.leaves))
        assert board.look()[0] == 0


def refused(board) -> str:
    """Look, expect the alarm, and return the sentence."""
    posted, remembered = len(board.site.posted), board.remembered()
    status, said = board.look()
    assert (status, LOUD in said) == (1, True)
    assert (len(board.site.posted), board.remembered()) == (posted, remembered)
    assert "Nothing was cosigned" in said
    return said


@pytest.mark.parametrize("more", [0, 1, 10, 24])
def test_the_last_ten_entries_rewritten(board, site, more):
    grow_under_its_eyes(board, 40, 50)
    site.log.rewrite(40)
    site.log.grow(more)
    assert "The histories are the same up to 40 entries and differ at 50." in refused(board)


@pytest.mark.parametrize(
    ("after", "agreed", "differs"),
    [(0, 0, 10), (5, 0, 10), (10, 10, 20), (19, 10, 20), (20, 20, 30), (39, 30, 40)],
)
def test_it_finds_between_which_of_the_sizes_it_saw(board, site, after, agreed, differs):
    grow_under_its_eyes(board, 10, 20, 30, 40)
    site.log.grow(5)
    site.log.rewrite(after)
    said = refused(board)
    assert f"the same up to {agreed} entries and differ at {differs}." in said


@pytest.mark.parametrize(("size", "agreed", "differs"), [(39, 30, 40), (20, 20, 30), (5, 0, 10)])
def test_a_log_that_shrank(board, site, size, agreed, differs):
    grow_under_its_eyes(board, 10, 20, 30, 40)
    del site.log.leaves[size:]
    said = refused(board)
    assert f"The log has {size} entries now, and had 40." in said
    assert f"the same up to {agreed} entries and differ at {differs}." in said


def test_a_log_that_shrank_and_grew_again(board, site):
    grow_under_its_eyes(board, 10, 40)
    del site.log.leaves[30:]
    site.log.leaves += BareLog(25).leaves
    assert "the same up to 10 entries and differ at 40." in refused(board)


def test_a_log_under_another_name(board, site):
    board.look()
    site.log.origin = "other.test/hours"
    assert "called other.test/hours now, and was school.test/hours" in refused(board)


def test_both_checkpoints_are_kept_as_evidence(board, site):
    board.look()
    seen = site.log.note()
    site.log.grow(10)
    site.log.rewrite(20)
    for _look in range(2):
        said = refused(board)
    (folder,) = (board.state / "evidence").iterdir()
    assert str(folder) in said
    assert (folder / "remembered.txt").read_text(encoding="utf-8") == seen
    assert (folder / "presented.txt").read_text(encoding="utf-8") == site.log.note()
    assert site.log.forms[0]["signature"] in (folder / "keys.json").read_text()


def test_evidence_that_cannot_be_stored_is_printed(board, site):
    board.look()
    seen = site.log.note()
    site.log.rewrite(20)
    (board.state / "evidence").touch()
    said = refused(board)
    assert seen in said and site.log.note() in said


def test_it_stays_refused_until_the_log_is_back(board, site):
    board.look()
    kept = list(site.log.leaves)
    site.log.rewrite(20)
    refused(board)
    site.log.leaves = kept
    site.log.grow(1)
    assert board.look()[0] == 0


def test_a_site_that_hides_where_it_differs_is_refused_all_the_same(board, site):
    grow_under_its_eyes(board, 10, 40)
    site.log.rewrite(20)
    site.instead["/verify/consistency"] = (404, b"{}")
    assert "Where it begins to differ is unknown" in refused(board)
