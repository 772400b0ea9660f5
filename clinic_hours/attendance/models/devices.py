"""Tablets that stand in a clinic, and when clocking in failed."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from clinic_hours.core.models.fields import KeptBytes
from home.core.fields.names import NameField


class Device(models.Model):
    """A kiosk: a browser that made a key pair of its own and was paired with a site by the office.

    `public_key` is a P-256 key as SubjectPublicKeyInfo (RFC 5480), `token` the SHA-256 of its cookie.
    `last_seq` is the number of its newest punch, `skew_seconds` how far its clock was ahead when last seen.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    site = models.ForeignKey(
        "clinic_hours_people.ClinicSite",
        models.PROTECT,
        related_name="devices",
        verbose_name=_("clinic site"),
    )
    name = NameField(_("name"), max_length=60)
    public_key = KeptBytes(max_length=200, editable=False)
    token = models.CharField(max_length=64, unique=True, editable=False)
    paired_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("paired by")
    )
    paired_at = models.DateTimeField(_("paired"))
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("revoked by"),
    )
    revoked_at = models.DateTimeField(_("revoked"), null=True)
    # When a message came from a copy of it. Nothing is taken from it since.
    cloned_at = models.DateTimeField(_("copy used"), null=True)
    last_seen_at = models.DateTimeField(_("last seen"), null=True)
    last_seq = models.PositiveBigIntegerField(default=0, editable=False)
    skew_seconds = models.IntegerField(_("clock ahead by (seconds)"), default=0)

    class Meta:
        verbose_name = _("kiosk")
        verbose_name_plural = _("kiosks")
        ordering = ["site", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="a_revoked_kiosk_says_by_whom",
                violation_error_message=_("Say who revoked the kiosk."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ClockFailure(models.Model):
    """A time in which a site's clock did not work, and its repair (16 TAC 117.55 asks for a record).

    Without a `device`, the whole site's. A kiosk's own outage is written when it is back.
    """

    site = models.ForeignKey(
        "clinic_hours_people.ClinicSite",
        models.PROTECT,
        related_name="clock_failures",
        verbose_name=_("clinic site"),
    )
    device = models.ForeignKey(
        "clinic_hours_attendance.Device",
        models.PROTECT,
        null=True,
        related_name="failures",
        verbose_name=_("kiosk"),
    )
    from_at = models.DateTimeField(_("from"))
    to_at = models.DateTimeField(_("until"), null=True)
    what = models.CharField(_("what failed"), max_length=300)
    repaired_by = models.CharField(_("repaired by"), max_length=120, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("recorded by"),
    )

    class Meta:
        verbose_name = _("clock failure")
        verbose_name_plural = _("clock failures")
        ordering = ["-from_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_at=None) | Q(to_at__gt=F("from_at")),
                name="a_clock_failure_ends_after_it_starts",
                violation_error_message=_("The end must be after the start."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.site} · {self.from_at:%Y-%m-%d}"
