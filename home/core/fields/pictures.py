"""The sizes and formats in which pictures are shown: one list for templates and for rendering.

A field or block that holds a picture declares the looks in which the site shows it, and `{% shown_picture
%}` shows it in one of them.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import models
from wagtail.images.blocks import ImageBlock
from wagtail.images.models import Filter

FORMATS = ("avif", "webp", "jpeg")  # the last is for browsers that support neither of the others


@dataclass(frozen=True)
class Look:
    """The sizes of one place on the site, smallest first, as Wagtail filter specs."""

    sizes: tuple[str, ...]

    @cached_property
    def filters(self) -> tuple[Filter, ...]:
        return tuple(
            Filter(f"{size}|format-{format_}") for size in self.sizes for format_ in FORMATS
        )

    @property
    def simplest(self) -> Filter:
        """Return the smallest size in the format that every browser supports."""
        return Filter(f"{self.sizes[0]}|format-{FORMATS[-1]}")


LOOKS = {
    "card": Look(("fill-400x250", "fill-800x500")),
    "beside text": Look(("fill-480x360", "fill-760x570", "fill-1040x780")),
    "hero": Look(("fill-480x406", "fill-760x643", "fill-1040x880")),
    "column": Look(("width-480", "width-760", "width-1160")),
    "map": Look(("width-480", "width-760", "width-1040")),
    "byline": Look(("fill-96x96", "fill-192x192")),
}


class PictureField(models.ForeignKey):
    """A picture from the library, shown in `looks`."""

    def __init__(self, *args: Any, looks: tuple[str, ...] = (), **kwargs: Any) -> None:
        self.looks = looks
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """In migrations it is a plain foreign key."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.ForeignKey", args, kwargs


class ShownImageBlock(ImageBlock):
    """A picture from the library inside a block, shown in `looks`."""

    def __init__(self, *args: Any, looks: tuple[str, ...] = (), **kwargs: Any) -> None:
        self.looks = looks
        super().__init__(*args, **kwargs)
