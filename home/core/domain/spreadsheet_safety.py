"""Text for spreadsheet cells, made safe so that it is never run as a formula."""

import re
from typing import TypeVar

Cell = TypeVar("Cell")
# Spreadsheets treat text that starts with these as a formula; full-width forms too.
FULL_WIDTH = (
    "\N{FULLWIDTH EQUALS SIGN}",
    "\N{FULLWIDTH PLUS SIGN}",
    "\N{FULLWIDTH HYPHEN-MINUS}",
    "\N{FULLWIDTH COMMERCIAL AT}",
)
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", *FULL_WIDTH)
# Characters that XML 1.0 does not allow: a single one makes a workbook impossible to write.
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def neutral(cell: Cell) -> Cell | str:
    """Return text that every spreadsheet accepts and none runs; numbers and dates stay as they are."""
    if not isinstance(cell, str):
        return cell
    text = NOT_IN_XML.sub("", cell)
    return f"'{text}" if text.startswith(FORMULA) else text
