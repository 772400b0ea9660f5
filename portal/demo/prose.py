"""Converts the simple markup of the school's texts to rich text."""

import re

from django.utils.html import escape

MARKS = (
    (re.compile(r"\*\*(.+?)\*\*"), r"<b>\1</b>"),
    (re.compile(r"\*([^*\s](?:[^*]*[^*\s])?)\*"), r"<i>\1</i>"),
    (re.compile(r"\[([^\[\]]+)\]\((\S+?)\)"), r'<a href="\2">\1</a>'),
)


def rich_text(prose: str) -> str:
    """Return paragraphs, `- ` lists, `### ` headings, **bold**, *italics* and [links](/to/) as rich text."""
    return "".join(_block(lines) for lines in _paragraphs(prose))


def _paragraphs(prose: str) -> list[list[str]]:
    parts = re.split(r"\n\s*\n", prose.strip())
    return [[line.strip() for line in part.splitlines()] for part in parts if part]


def _block(lines: list[str]) -> str:
    if lines[0].startswith("### "):
        return f"<h3>{_marked(lines[0][4:])}</h3>"
    if lines[0].startswith("- "):
        items = " ".join(lines).removeprefix("- ").split(" - ")
        return "<ul>" + "".join(f"<li>{_marked(item)}</li>" for item in items) + "</ul>"
    return f"<p>{_marked(' '.join(lines))}</p>"


def _marked(words: str) -> str:
    words = escape(words)
    for mark, markup in MARKS:
        words = mark.sub(markup, words)
    return words
