"""The PINs that people type at a kiosk, and wrong tries."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clinic_hours.kiosk.domain.tries import Tries


class KioskPin(models.Model):
    """One person's PIN, as a digest. `number` is what an instructor types: students have their own."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="kiosk_pin",
        verbose_name=_("who"),
    )
    number = models.CharField(_("kiosk number"), max_length=6, blank=True)
    digest = models.CharField(max_length=120, editable=False)
    set_at = models.DateTimeField(_("set"))

    class Meta:
        verbose_name = _("kiosk PIN")
        verbose_name_plural = _("kiosk PINs")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["number"],
                condition=~Q(number=""),
                name="a_kiosk_number_is_one_persons",
                violation_error_message=_("Someone else has this number."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}"


class PinTries(models.Model):
    """Wrong tries for one person, or for one number that is nobody's: the kiosk answers both alike.

    `key` is a digest of either.
    """

    key = models.CharField(max_length=64, unique=True, editable=False)
    failures = models.PositiveSmallIntegerField(_("wrong tries"), default=0)
    since = models.DateTimeField(_("since"), null=True)
    blocked_until = models.DateTimeField(_("blocked until"), null=True)

    class Meta:
        verbose_name = _("wrong PINs")
        verbose_name_plural = _("wrong PINs")
        ordering = ["pk"]
        indexes = [models.Index(fields=["since"], name="pin_tries_by_time")]

    def __str__(self) -> str:
        return f"{self.failures} · {self.key[:8]}"

    @property
    def tries(self) -> Tries:
        return Tries(self.failures, self.since, self.blocked_until)
