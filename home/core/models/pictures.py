"""The site's pictures, each with a text alternative."""

import logging

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, Image

from home.core.fields.names import NameField
from home.core.fields.pictures import Look
from home.core.fields.translated import InReadersLanguage

logger = logging.getLogger(__name__)


class Picture(AbstractImage):
    """A picture in the library. `description` is its text alternative and is never empty."""

    description = models.CharField(
        _("description"),
        max_length=255,
        help_text=_(
            "Describe the picture in one sentence. It is read aloud to people who can't see it."
        ),
    )
    description_es = models.CharField(
        _("description in Spanish"),
        max_length=255,
        blank=True,
        help_text=_(
            "The same sentence in Spanish. Without it, Spanish readers get the English one."
        ),
    )
    credit = NameField(
        _("credit"), max_length=120, blank=True, help_text=_("Who made the picture, if known.")
    )

    shown_description = InReadersLanguage("description")

    admin_form_fields = (*Image.admin_form_fields, "description_es", "credit")

    def shown_in(self, look: Look) -> dict[str, AbstractRendition]:
        """Return the existing renditions of a look, by filter; a page does not wait for the others.

        If none that every browser supports exists yet, create the smallest one now.
        """
        found = self.find_existing_renditions(*look.filters)
        self._remember(found)
        if look.simplest not in found:
            found[look.simplest] = self._made_now(look.simplest)
        return {each.spec: found[each] for each in look.filters if each in found}

    def _made_now(self, size: Filter) -> AbstractRendition:
        """Create one size now; for a lost or broken file, return one that shows its description."""
        try:
            return self.get_rendition(size)
        except Exception:  # each library has its own errors for damaged files
            logger.exception("Picture %d cannot be drawn.", self.pk)
        absent = PictureRendition(image=self, width=0, height=0)
        absent.file.name = "not-found"
        return absent

    def _remember(self, found: dict[Filter, AbstractRendition]) -> None:
        """Cache renditions fetched from the database, as Wagtail does when it creates one."""
        kept = {
            PictureRendition.construct_cache_key(
                self, each.get_cache_key(self), each.spec
            ): rendition
            for each, rendition in found.items()
            if not getattr(rendition, "_from_cache", False)
        }
        if kept:
            PictureRendition.cache_backend.set_many(kept)

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    @property
    def default_alt_text(self) -> str:
        """Return the default alt text, used where an editor has written none."""
        return self.shown_description or self.title


class PictureRendition(AbstractRendition):
    """One size and format of a picture."""

    image = models.ForeignKey(Picture, models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
