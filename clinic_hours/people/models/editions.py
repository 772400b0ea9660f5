"""Which published requirement sets are in the log."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PublishedEdition(models.Model):
    """A published requirement set with the log entry that fixes it. Enrollments refer to that entry."""

    requirement_set = models.OneToOneField(
        "courses_requirements.RequirementSet",
        models.PROTECT,
        related_name="+",
        verbose_name=_("requirement set"),
    )
    entry = models.OneToOneField(
        "clinic_hours_ledger.LogEntry",
        models.PROTECT,
        related_name="+",
        verbose_name=_("log entry"),
    )

    class Meta:
        verbose_name = _("published edition")
        verbose_name_plural = _("published editions")

    def __str__(self) -> str:
        return str(self.requirement_set)
