"""Base classes of page mixins, for type checking only: a page itself inherits from Wagtail's class."""

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from wagtail.models import Page as AbstractPart
    from wagtail.models import Page as PagePart
else:
    AbstractPart, PagePart = models.Model, object

__all__ = ["AbstractPart", "PagePart"]
