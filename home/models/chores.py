"""When the worker last did what it does every day or every week."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Chore(models.Model):
    """A command that the worker runs by itself. Several workers share its row."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    last_run = models.DateTimeField(_("last run"))

    class Meta:
        verbose_name = _("chore")
        verbose_name_plural = _("chores")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
