"""What happened to a session, in order. Append-only."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from home.core.fields.constraints import AppendOnly


class SessionEvent(models.Model):
    """One change of a session: who, when, the new version, and why or what changed."""

    class Kind(models.TextChoices):
        LOGGED = "logged", _("Logged")
        EDITED = "edited", _("Corrected")
        SUBMITTED = "submitted", _("Submitted")
        TAKEN_BACK = "taken_back", _("Taken back")
        DISCARDED = "discarded", _("Discarded")
        # Named when sessions could not be taken back yet: it means discarded.
        WITHDRAWN = "withdrawn", _("Withdrawn")
        RETURNED = "returned", _("Returned")
        SIGNED_OFF = "signed_off", _("Signed off")
        VOIDED = "voided", _("Voided")

    session = models.ForeignKey(
        "clinic_hours_sessions.ClinicSession",
        models.PROTECT,
        related_name="events",
        verbose_name=_("session"),
    )
    kind = models.CharField(_("what"), max_length=20, choices=Kind.choices)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who")
    )
    happened_at = models.DateTimeField(_("when"))
    version = models.PositiveIntegerField(_("version"))
    reason = models.TextField(_("reason"), blank=True)
    # {"minutes": [180, 210], …}: the old and the new value.
    changes = models.JSONField(_("changes"), default=dict)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["pk"]
        constraints = [AppendOnly(name="session_events_are_append_only")]
        indexes = [models.Index(fields=["session", "id"], name="event_by_session")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.happened_at:%Y-%m-%d}"
