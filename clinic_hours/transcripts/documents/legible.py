"""Which characters the fonts of a document can print. All others are printed as a box with the code point."""

import json
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any
from unicodedata import category

import typst

FONTS = Path(__file__).parent / "fonts"
BOX = "\N{WHITE SQUARE}"
# Typst also uses its built-in fonts for what ours lack: Greek, Cyrillic, Vietnamese.
PROBE = b"""
#set document(title: "Probe")
#set text(font: "Inter")
#json(bytes(sys.inputs.data))
"""


@lru_cache(maxsize=4096)
def is_printable(character: str) -> bool:
    """Return whether typst accepts a character in an accessible PDF, which refuses text without a glyph.

    It is tested between letters, as some characters are refused only next to others.
    """
    try:
        data = json.dumps(f"n{character}n", ensure_ascii=False)
        typst.compile(
            PROBE,
            font_paths=typst.Fonts(include_system_fonts=False, font_paths=[FONTS]),
            sys_inputs={"data": data},
            pdf_standards=["ua-1"],
        )
    except (typst.TypstError, UnicodeEncodeError):
        return False
    return True


def is_printable_alone(character: str) -> bool:
    """Return the same, but False for combining accents: not every font has each of them on each letter."""
    return is_printable(character) and not category(character).startswith("M")


def legible(content: Any, prints: Callable[[str], bool] = is_printable) -> Any:
    """Return the content of a document with the unprintable characters in its strings replaced."""
    match content:
        case str():
            return legible_text(content, prints)
        case dict():
            return {key: legible(value, prints) for key, value in content.items()}
        case list():
            return [legible(value, prints) for value in content]
    return content


def legible_text(text: str, prints: Callable[[str], bool] = is_printable) -> str:
    if text.isascii() and text.isprintable():
        return text
    missing = {character for character in set(text) if not prints(character)}
    if not missing:
        return text
    marked = "".join(mark(each) if each in missing else each for each in text)
    return " ".join(part for part in marked.split(" ") if part)


def mark(character: str) -> str:
    """Return a box with the code point, spaced so that U+4E2D before a B is not read as U+4E2DB."""
    return f" {BOX}\N{NO-BREAK SPACE}U+{ord(character):04X} "
