"""The code by which students and instructors know a client: C-7Q4F."""

from collections.abc import Callable, Sequence

# No letters or digits that look alike.
LETTERS = "23456789ACDEFGHJKMNPQRTUVWXY"
LENGTH = 4


def code_from(choose: Callable[[Sequence[str]], str]) -> str:
    """Return a code of letters that `choose` picks."""
    return "C-" + "".join(choose(LETTERS) for _letter in range(LENGTH))
