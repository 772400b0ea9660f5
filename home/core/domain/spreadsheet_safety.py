"""Text for a cell of a spreadsheet: shown and never run, whoever wrote it."""

import re
from typing import TypeVar

Cell = TypeVar("Cell")
# A spreadsheet takes what begins so for a formula; full-width forms count as well.
FULL_WIDTH = (
    "\N{FULLWIDTH EQUALS SIGN}",
    "\N{FULLWIDTH PLUS SIGN}",
    "\N{FULLWIDTH HYPHEN-MINUS}",
    "\N{FULLWIDTH COMMERCIAL AT}",
)
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", *FULL_WIDTH)
# What XML 1.0 has no place for: one such character, and a whole workbook cannot be written.
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def neutral(cell: Cell) -> Cell | str:
    """Return text that every spreadsheet takes and none runs; numbers and dates stay as they are."""
    if not isinstance(cell, str):
        return cell
    text = NOT_IN_XML.sub("", cell)
    return f"'{text}" if text.startswith(FORMULA) else text
