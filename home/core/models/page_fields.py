"""Fields shared by many page types, with their help texts.

`changes` overrides field arguments for one page type.
"""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamBlock
from wagtail.fields import StreamField

from home.core.blocks.links import LinksBlock
from home.core.fields.pictures import PictureField


def eyebrow() -> models.CharField:
    return models.CharField(
        _("line above the title"),
        max_length=60,
        blank=True,
        help_text=_("Two or three words in small type. For example: Open to everyone."),
    )


def lede(**changes: Any) -> models.TextField:
    said = {"help_text": _("One or two sentences below the title about what's on this page.")}
    return models.TextField(
        _("introduction"), **{"max_length": 300, "blank": True} | said | changes
    )


def buttons() -> StreamField:
    return StreamField(
        LinksBlock(max_num=2),
        blank=True,
        verbose_name=_("buttons"),
        help_text=_("Up to two. The first one stands out."),
    )


def picture(*looks: str, **changes: Any) -> PictureField:
    """Return a picture field that becomes empty if its picture is deleted.

    `looks` are the ones from `home.core.fields.pictures` in which the site shows it.
    """
    choice: dict[str, Any] = {"null": True, "blank": True, "related_name": "+"}
    said = {"verbose_name": _("picture"), "help_text": _("Shown next to the title and on cards.")}
    options = choice | said | changes
    return PictureField("home_core.Picture", models.SET_NULL, looks=looks, **options)


def as_of(name: Any, help_text: Any) -> models.DateField:
    """Return a field for the day on which figures were true."""
    return models.DateField(name, null=True, blank=True, help_text=help_text)


def review_by(name: Any) -> models.DateField:
    """Return a field for the day by which an editor must review the figures again."""
    said = _(
        "Editors are notified a month before. After this date, the page says the figures are due "
        "for review."
    )
    return models.DateField(name, null=True, blank=True, help_text=said)


def body(block: StreamBlock, **changes: Any) -> StreamField:
    said = {"help_text": _("The content of the page: blocks, in the order readers see them.")}
    return StreamField(block, **{"blank": True, "verbose_name": _("body")} | said | changes)
