"""Policies that can be used and some that cannot, for both verifiers of transcripts.

Most are the table that every implementation of policies is tested with.
"""

from tests.factories.paper_log import b64
from tests.factories.witnesses import BOARD, LINES, QUORUMS, REFUSED_POLICIES

NAME, MARK, KEY = str(BOARD.key).split("+", 2)


def witness(vkey: str) -> str:
    return f"witness board {vkey}\nquorum board\n"


GOOD = [
    *(LINES + quorum for quorum, _accepted in QUORUMS),
    f"quorum none\n{LINES}",
    f"witness комиссия {BOARD.key}\nquorum комиссия\n",
]
BAD = [
    *(LINES + lines for lines, _reason in REFUSED_POLICIES),
    "",
    "<!doctype html>\n",
    "quorum none\n# \x07\n",
    f"{LINES}group none any board\nquorum none\n",
    f"{LINES}group g 02 board college\nquorum g\n",
    "witness none " + witness(str(BOARD.key)).removeprefix("witness board "),
    witness(f"{NAME}+00000000+{KEY}"),
    witness(f"{NAME}+{MARK.upper()}+{KEY}"),
    witness(f"+{MARK}+{KEY}"),
    witness(f"{NAME}+{MARK}+{b64(bytes([4]) + bytes(31))}"),
    witness(f"{NAME}+{MARK}+{KEY}A"),
    witness(f"{NAME}+{MARK}"),
]
