"""Make typed text printable: no character stops a transcript or reorders the text beside it."""

import json
import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache, partial
from typing import Any
from unicodedata import bidirectional, category

import typst

from .typefaces import FONTS, STACK

BOX = "\N{WHITE SQUARE}"
# Embeddings, overrides and isolates: with one of them, a name could turn the figures beside it around.
REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
BYTE_ORDER_MARK = frozenset("\ufeff")  # invisible, and PDF/UA forbids it
ISOLATE, END_ISOLATE = "\u2068", "\u2069"
BREAK = "\N{ZERO WIDTH SPACE}"
LONG_WORD, PIECE = re.compile(r"[^\s-]{24,}"), 8
RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
PROBE = b"""
#set document(title: "Probe")
#set text(font: json(bytes(sys.inputs.stack)))
#json(bytes(sys.inputs.data))
"""


def contained(value: Any) -> Any:
    """Return a frozen dataclass or tuple in which no text can reorder the text beside it."""
    if isinstance(value, str):
        return contained_text(value)
    if isinstance(value, tuple):
        return tuple(contained(each) for each in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    before = {field.name: getattr(value, field.name) for field in fields(value)}
    after = {name: contained(each) for name, each in before.items()}
    return value if after == before else replace(value, **after)


def contained_text(text: str) -> str:
    if text.isascii():
        return text
    text = marked(text, (REORDERING | BYTE_ORDER_MARK).intersection(text))
    if RIGHT_TO_LEFT.isdisjoint(map(bidirectional, text)):
        return text
    return f"{ISOLATE}{text}{END_ISOLATE}"


@lru_cache(maxsize=4096)
def is_printable(character: str) -> bool:
    """Return whether typst accepts a character in an accessible PDF, which refuses text without a glyph.

    It is tested between letters, as some characters are refused only next to others.
    """
    try:
        typst.compile(
            PROBE,
            font_paths=FONTS,
            sys_inputs={"data": json.dumps(f"n{character}n"), "stack": json.dumps(STACK)},
            pdf_standards=["ua-1"],
        )
    except typst.TypstError:
        return False
    return True


def is_printable_alone(character: str) -> bool:
    """Return the same, but False for what some fonts refuse beside other characters: accents and controls."""
    if character == "\n":
        return True
    return category(character)[0] != "M" and category(character) != "Cc" and is_printable(character)


def legible(content: Any, prints: Callable[[str], bool] = is_printable) -> Any:
    """Return the content of a document with the unprintable characters in its texts replaced."""
    return changed(content, partial(legible_text, prints=prints))


def legible_text(text: str, prints: Callable[[str], bool] = is_printable) -> str:
    if text.isascii() and text.isprintable():
        return text
    return marked(text, {character for character in set(text) if not prints(character)})


def breakable(content: Any) -> Any:
    """Return the content of a document with places to break words that are wider than a column."""
    return changed(content, partial(LONG_WORD.sub, broken))


def broken(word: re.Match[str]) -> str:
    """Return a long word with invisible places to break it, none of them inside a combined character."""
    return "".join(
        f"{BREAK}{each}" if place and place % PIECE == 0 and category(each)[0] not in "MC" else each
        for place, each in enumerate(word[0])
    )


def changed(content: Any, change: Callable[[str], str]) -> Any:
    """Return the content of a document with all its texts changed."""
    match content:
        case str():
            return change(content)
        case dict():
            return {key: changed(value, change) for key, value in content.items()}
        case list() | tuple():
            return [changed(value, change) for value in content]
    return content


def marked(text: str, missing: frozenset[str] | set[str]) -> str:
    """Return the text with each missing character replaced by a mark."""
    if not missing:
        return text
    text = "".join(mark(each) if each in missing else each for each in text)
    return " ".join(part for part in text.split(" ") if part)


def mark(character: str) -> str:
    """Return a box with the code point, spaced so that U+4E2D before a B is not read as U+4E2DB."""
    return f" {BOX}\N{NO-BREAK SPACE}U+{ord(character):04X} "
