"""Which session was drafted from a place."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Draft(models.Model):
    """What attendance came to: a session, or why there is none.

    `number` is 1, and one more for each session of the place that was voided. `findings` say which rule
    refused the session.
    """

    place = models.ForeignKey(
        "clinic_hours_shifts.Place",
        models.PROTECT,
        related_name="drafts",
        verbose_name=_("place"),
    )
    number = models.PositiveSmallIntegerField(default=1)
    session = models.OneToOneField(
        "clinic_hours_sessions.ClinicSession",
        models.PROTECT,
        null=True,
        related_name="drafted_from",
        verbose_name=_("session"),
    )
    findings = models.JSONField(default=list, editable=False)

    class Meta:
        verbose_name = _("draft from attendance")
        verbose_name_plural = _("drafts from attendance")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "number"],
                name="a_place_is_drafted_once",
                violation_error_message=_("This session was already drafted."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place_id} · {self.number}"
