"""Reading time, and the sections of a text."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.html import strip_tags
from django.utils.text import slugify
from wagtail.blocks.stream_block import StreamValue

# Brysbaert, "How many words do we read per minute?", Journal of Memory and Language 109 (2019),
# doi 10.1016/j.jml.2019.104047: adults read 238 words of English non-fiction a minute, silently.
WORDS_PER_MINUTE = 238
SPOKEN = {"heading", "text", "lede", "quote", "question", "answer", "title", "caption"}


@dataclass(frozen=True, slots=True)
class Section:
    """A section that a reader can jump to. Without a heading it has no anchor."""

    block: object
    heading: str = ""
    anchor: str = ""


def reading_minutes(stream: StreamValue) -> int:
    """Return a StreamField's reading time in minutes, at least one."""
    words = sum(len(strip_tags(text).split()) for text in _texts(stream.raw_data))
    return max(math.ceil(words / WORDS_PER_MINUTE), 1)


def sections(stream: Iterable) -> list[Section]:
    """Return a stream's blocks as sections; those with a heading get unique anchors."""
    taken: set[str] = set()
    return [_section(block, taken) for block in stream]


def _section(block: Any, taken: set[str]) -> Section:
    heading = block.value.get("heading") if hasattr(block.value, "get") else ""
    if not heading:
        return Section(block)
    stem = slugify(heading) or "part"
    numbers = range(2, len(taken) + 3)
    anchor = next(name for name in (stem, *(f"{stem}-{n}" for n in numbers)) if name not in taken)
    taken.add(anchor)
    return Section(block, heading, anchor)


def _texts(raw: Any) -> Iterator[str]:
    """Yield the visible texts in a stream's raw data, at any depth."""
    for key, value in raw.items() if isinstance(raw, dict) else enumerate(raw):
        if isinstance(value, str):
            if key in SPOKEN:
                yield value
        elif isinstance(value, dict | list):
            yield from _texts(value)
