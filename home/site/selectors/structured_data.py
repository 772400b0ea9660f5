"""A page's structured data: schema.org in JSON-LD."""

import json
from collections.abc import Iterator

from django.http import HttpRequest
from django.utils.safestring import SafeString
from wagtail.blocks import StreamValue, StructValue
from wagtail.models import Page
from wagtail.rich_text import expand_db_html

from home.core.addresses import HOME_DEPTH, full_address

from .navigation import pages_above

CONTEXT = "https://schema.org"
QUESTION_FIELDS = ("body", "questions")
# The only characters that could end the script element or open a comment in it.
ESCAPES = {ord(mark): f"\\u{ord(mark):04x}" for mark in "<>&\u2028\u2029"}


def structured_data(page: Page, request: HttpRequest) -> SafeString:
    """Return a page's data and its breadcrumb, ready for the script element."""
    own = page.structured_data(request) if hasattr(page, "structured_data") else []
    graph = [*own, questions_of(page), breadcrumb_list(page, request)]
    data = {"@context": CONTEXT, "@graph": [each for each in graph if each]}
    return SafeString(json.dumps(data, ensure_ascii=False).translate(ESCAPES))


def questions_of(page: Page) -> dict:
    """Return the page's questions as a FAQPage, wherever an editor put them."""
    questions = [
        {
            "@type": "Question",
            "name": question["question"],
            "acceptedAnswer": {
                "@type": "Answer",
                "text": expand_db_html(question["answer"].source),
            },
        }
        for question in _questions(page)
    ]
    return {"@type": "FAQPage", "mainEntity": questions} if questions else {}


def _questions(page: Page) -> Iterator[StructValue]:
    for name in QUESTION_FIELDS:
        stream = getattr(page, name, None)
        for child in stream if isinstance(stream, StreamValue) else ():
            if child.block_type == "question":
                yield child.value
            elif child.block_type == "questions":
                yield from child.value["questions"]


def breadcrumb_list(page: Page, request: HttpRequest) -> dict:
    """Return the path from below the home page to this page, each step with its title."""
    way = [*pages_above(page, request), page] if page.depth > HOME_DEPTH else []
    items = [
        {
            "@type": "ListItem",
            "position": number,
            "name": step.title,
            "item": full_address(step, request),
        }
        for number, step in enumerate(way, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items} if items else {}
