"""Clinic sites."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from home.core.fields.names import NameField
from home.core.fields.translated import InReadersLanguage


def validate_time_zone(name: str) -> None:
    """Raise ValidationError unless `name` is an IANA time zone known to this server."""
    if name not in settings.WAGTAIL_USER_TIME_ZONES:
        raise ValidationError(
            _("“%(name)s” is not a time zone. Use a name such as America/New_York."),
            params={"name": name},
        )


class ClinicSite(models.Model):
    """A place of supervised practice. Times that people type are local to its zone.

    Students book and cancel shifts until the cut-off: `cutoff_at` on the day before, or without it
    `cutoff_hours` before the shift starts. `documents` are the kinds (see `Document.Kind`) that a student
    needs to book there.
    """

    slug = models.SlugField(_("short name"), unique=True)
    name = NameField(_("name"), max_length=120)
    name_es = NameField(_("name in Spanish"), max_length=120, blank=True)
    address = NameField(_("address"), max_length=200, blank=True)
    time_zone = models.CharField(
        _("time zone"), max_length=64, default="America/New_York", validators=[validate_time_zone]
    )
    is_active = models.BooleanField(_("in use"), default=True)
    cutoff_at = models.TimeField(
        _("booking closes the day before at"),
        null=True,
        blank=True,
        help_text=_("Leave empty to count hours before the shift instead."),
    )
    cutoff_hours = models.PositiveSmallIntegerField(
        _("booking closes so many hours before"), default=24
    )
    documents = models.JSONField(_("documents students need"), default=list, blank=True)

    shown_name = InReadersLanguage("name")

    class Meta:
        verbose_name = _("clinic site")
        verbose_name_plural = _("clinic sites")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.shown_name
