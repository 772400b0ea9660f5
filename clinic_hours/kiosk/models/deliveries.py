"""What kiosks sent."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Delivery(models.Model):
    """One numbered message of a kiosk, and its answer: the punch, or why it was refused.

    Sent again, it gets the same answer. `number` is what was typed, which may be nobody's.
    """

    device = models.ForeignKey(
        "clinic_hours_attendance.Device",
        models.PROTECT,
        related_name="deliveries",
        verbose_name=_("kiosk"),
    )
    device_seq = models.PositiveBigIntegerField(editable=False)
    uuid = models.UUIDField(unique=True, editable=False)
    kind = models.CharField(_("what"), max_length=10)
    number = models.CharField(_("student number"), max_length=40)
    device_at = models.DateTimeField(_("when, by the kiosk's clock"))
    received_at = models.DateTimeField(_("received"))
    punch = models.OneToOneField(
        "clinic_hours_attendance.Punch",
        models.PROTECT,
        null=True,
        related_name="delivery",
        verbose_name=_("punch"),
    )
    findings = models.JSONField(default=list, editable=False)
    # A clock-out was missing on an earlier shift, and that presence was ended.
    ended_another = models.BooleanField(default=False, editable=False)
    answered_at = models.DateTimeField(_("answered"), null=True)

    class Meta:
        verbose_name = _("message of a kiosk")
        verbose_name_plural = _("messages of kiosks")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["device", "device_seq"],
                name="a_kiosk_numbers_each_message_once",
                violation_error_message=_("This kiosk has already used that number."),
            ),
        ]
        indexes = [models.Index(fields=["device", "received_at"], name="delivery_by_kiosk")]

    def __str__(self) -> str:
        return f"{self.device} · {self.device_seq}"
