"""Rich text with a small set of features, so that pages look consistent."""

from typing import Any

from wagtail.blocks import RichTextBlock

PARAGRAPHS = ("bold", "italic", "link", "document-link", "ul", "ol")
SECTIONS = ("h3", *PARAGRAPHS)


class ParagraphsBlock(RichTextBlock):
    """Paragraphs and lists, without headings."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"features": list(PARAGRAPHS), **kwargs})
