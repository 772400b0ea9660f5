"""Make, parse and format the code of a transcript."""

import re
import secrets

# Crockford's base 32: no I, L, O or U, so that codes can be read aloud.
DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_BITS, CODE_LENGTH = 128, 26
CODE = re.compile(rf"[{DIGITS}]{{{CODE_LENGTH}}}")
MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0", "-": None, " ": None})


def new_code() -> str:
    """Return 128 random bits as 26 digits of Crockford's base 32."""
    number = secrets.randbits(CODE_BITS)
    return "".join(DIGITS[number >> 5 * place & 31] for place in reversed(range(CODE_LENGTH)))


def read_code(text: str) -> str | None:
    """Return the code that a person meant to type, or None if it cannot be one."""
    code = text.strip().upper().translate(MISREAD)
    return code if CODE.fullmatch(code) else None


def grouped(code: str) -> str:
    """Return a code in groups that are easy to read and type: 5-5-5-5-6."""
    starts = (0, 5, 10, 15, 20)
    return "-".join(code[at : at + 5] for at in starts[:-1]) + "-" + code[starts[-1] :]
