"""What mixins of pages stand on: for the types alone, since a page inherits from Wagtail's class itself."""

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from wagtail.models import Page as AbstractPart
    from wagtail.models import Page as PagePart
else:
    AbstractPart, PagePart = models.Model, object

__all__ = ["AbstractPart", "PagePart"]
