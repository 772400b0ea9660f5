"""How a look ends that does not end well."""

UNREACHABLE, NONSENSE, UNTRUSTED, LOCAL, NOT_ACCEPTED, WRONG_USE, MISTAKE = 2, 3, 4, 5, 6, 64, 70


def ends(board, status: int, part: str = "", *more: str) -> None:
    posted = len(board.site.posted)
    found, said = board.look(*more)
    assert (found, part in said) == (status, True), said
    assert said.count("\n") == 1 and said.strip()
    assert len(board.site.posted) == posted
