"""What a draft still lacks before it can be published, since saving it skipped these checks."""

from collections.abc import Iterator
from functools import partial

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext
from wagtail.models import Page

from home.core.panels.dated import missing_days


def lacks(page: Page) -> list[str]:
    """Return what a page lacks, each with its field's name; empty if it can be published."""
    found = [*of_its_fields(page), *of_its_blocks(page), *of_its_days(page)]
    return [f"{capfirst(name_of(page, field))}: {sentence}" for field, sentence in found]


def of_its_fields(page: Page) -> Iterator[tuple[str, str]]:
    """Yield the page's own validation errors, such as an empty required field."""
    try:
        page.full_clean()
    except ValidationError as refused:
        for field, sentences in refused.message_dict.items():
            yield field, " ".join(sentences)


def of_its_blocks(page: Page) -> Iterator[tuple[str, str]]:
    """Yield the fields with an incomplete block; Wagtail itself checks these only in the form."""
    for name in page.get_streamfield_names():
        field, blocks = page._meta.get_field(name), getattr(page, name)
        try:
            field.stream_block.clean(blocks)
        except ValidationError:
            unfinished = gettext("One of the blocks isn't finished.")
            yield name, unfinished if blocks else str(field.error_messages["blank"])


def of_its_days(page: Page) -> Iterator[tuple[str, str]]:
    dated = getattr(page.base_form_class, "dated", ())
    for field, sentence in missing_days(dated, partial(getattr, page)):
        yield field, str(sentence)


def name_of(page: Page, field: str) -> str:
    names = {each.name: each.verbose_name for each in page._meta.fields}
    return str(names.get(field, page.get_verbose_name()))
