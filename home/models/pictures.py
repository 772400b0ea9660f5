"""The site's pictures. Each says in words what it shows, for readers who do not see it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from home.wording import InReadersLanguage


class Picture(AbstractImage):
    """A picture in the library. `description` is its text alternative and is never empty."""

    description = models.CharField(
        _("description"),
        max_length=255,
        help_text=_(
            "What the picture shows, in one sentence. It is read aloud to people who cannot see it."
        ),
    )
    description_es = models.CharField(
        _("description in Spanish"),
        max_length=255,
        blank=True,
        help_text=_("The same sentence for readers of Spanish. Without it they get the other one."),
    )
    credit = models.CharField(
        _("credit"), max_length=120, blank=True, help_text=_("Who made the picture, if known.")
    )

    shown_description = InReadersLanguage("description")

    admin_form_fields = (*Image.admin_form_fields, "description_es", "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    @property
    def default_alt_text(self) -> str:
        """Return what Wagtail reads aloud where an editor has written nothing else."""
        return self.shown_description or self.title


class PictureRendition(AbstractRendition):
    """One size and format of a picture."""

    image = models.ForeignKey(Picture, models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
