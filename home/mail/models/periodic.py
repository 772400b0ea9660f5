"""When the worker next does what it does by itself."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PeriodicTask(models.Model):
    """A task's place in the calendar. All workers share it, so that one of them does the task."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    due_at = models.DateTimeField(_("scheduled for"))

    class Meta:
        verbose_name = _("periodic task")
        verbose_name_plural = _("periodic tasks")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
