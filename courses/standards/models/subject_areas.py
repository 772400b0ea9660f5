"""The subject areas that boards and programs count hours by."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from home.core.fields.names import NameField
from home.core.fields.translated import InReadersLanguage


class SubjectArea(models.Model):
    """A subject area that boards count hours by, such as anatomy and physiology."""

    slug = models.SlugField(_("short name"), unique=True)
    name = NameField(_("name"), max_length=120)
    name_es = NameField(_("name in Spanish"), max_length=120, blank=True)
    is_clinical = models.BooleanField(
        _("supervised clinic"),
        default=False,
        help_text=_("Instructors sign the hours in this subject."),
    )

    shown_name = InReadersLanguage("name")

    class Meta:
        verbose_name = _("subject area")
        verbose_name_plural = _("subject areas")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.shown_name
