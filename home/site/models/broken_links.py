"""Broken links, as the last check found them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BrokenLink(models.Model):
    """An address on a page that did not answer, or answered with an error."""

    page = models.ForeignKey(
        "wagtailcore.Page", models.CASCADE, related_name="broken_links", verbose_name=_("page")
    )
    address = models.CharField(_("address"), max_length=2000)
    problem = models.CharField(_("problem"), max_length=200)
    found_at = models.DateTimeField(_("found at"))

    class Meta:
        verbose_name = _("broken link")
        verbose_name_plural = _("broken links")
        ordering = ["page__title", "pk"]

    def __str__(self) -> str:
        return self.address
