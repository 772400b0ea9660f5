"""When each periodic task is due next."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PeriodicTask(models.Model):
    """A task's schedule, shared by all workers so that only one of them runs it."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    due_at = models.DateTimeField(_("scheduled for"))

    class Meta:
        verbose_name = _("periodic task")
        verbose_name_plural = _("periodic tasks")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
