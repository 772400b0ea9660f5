"""Which PINs are refused because they are tried first."""

from itertools import pairwise

LENGTH = 6
STEPS = (-1, 0, 1)


def is_pin(text: str) -> bool:
    return len(text) == LENGTH and text.isascii() and text.isdigit()


def is_easy(pin: str, number: str = "") -> bool:
    """Whether anyone would try this PIN first: 111111, 123456, 121212, or digits of the person's number."""
    steps = {int(after) - int(before) for before, after in pairwise(pin)}
    is_row = len(steps) == 1 and steps <= set(STEPS)
    digits = "".join(filter(str.isdigit, number))
    return is_row or len(set(pin)) <= 2 or (bool(digits) and pin.lstrip("0") == digits.lstrip("0"))
