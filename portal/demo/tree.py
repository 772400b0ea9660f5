"""Places the demo's pages in the page tree."""

from typing import Any

from wagtail.blocks import CharBlock, EmailBlock, StreamValue, StructValue, TextBlock, URLBlock
from wagtail.blocks.list_block import ListValue
from wagtail.fields import StreamField
from wagtail.models import Page

WORDS = (CharBlock, TextBlock, EmailBlock, URLBlock)


def publish_beneath(parent: Page, page: Page) -> Page:
    """Add a page below another one, which may have changed since it was fetched, and publish it."""
    leave_no_gaps(page)
    Page.objects.get(pk=parent.pk).add_child(instance=page)
    page.save_revision().publish()
    return page


def leave_no_gaps(page: Page) -> None:
    """Set missing block values to empty text, as an editor's form does: translation requires them."""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            _fill(getattr(page, field.name))


def _fill(value: Any) -> None:
    match value:
        case StructValue():
            for name, block in value.block.child_blocks.items():
                if value[name] is None and isinstance(block, WORDS):
                    value[name] = ""
                _fill(value[name])
        case StreamValue():
            for child in value:
                _fill(child.value)
        case ListValue():
            for each in value:
                _fill(each)
