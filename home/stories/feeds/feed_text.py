"""A story's text for feed readers: plain markup that needs none of this site's styles or relative URLs."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag

# Characters that XML 1.0 doesn't allow; a single pasted one would break the whole feed.
UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
DROPPED = ["svg", "script", "style", "source", "button", "form", "input"]
UNWRAPPED = ["div", "section", "span", "picture", "details", "article"]
KEPT = {"a": {"href"}, "img": {"src", "alt", "width", "height"}, "time": {"datetime"}}


def writable(text: str) -> str:
    """Return the text without characters that XML doesn't allow."""
    return UNWRITABLE.sub("", text)


def feed_text(sections: list, site: str, context: Mapping) -> str:
    """Return a story's sections as HTML. `site` is the base URL of its links."""
    markup = "".join(_section(section, context) for section in sections)
    soup = BeautifulSoup(markup, "html.parser")
    for tag in soup(DROPPED):
        tag.decompose()
    for tag in soup(True):
        _plain(tag, site)
    return writable(re.sub(r"\n\s*\n+", "\n", str(soup)).strip())


def _section(section: Any, context: Mapping) -> str:
    return section.block.render(context=dict(context))


def _plain(tag: Tag, site: str) -> None:
    if tag.name in UNWRAPPED:
        tag.unwrap()
        return
    if tag.name == "summary":
        tag.name = "h3"
    tag.attrs = {
        name: urljoin(site, str(value)) if name in ("href", "src") else value
        for name, value in tag.attrs.items()
        if name in KEPT.get(tag.name, ())
    }
