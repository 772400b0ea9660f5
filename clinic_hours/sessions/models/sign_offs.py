"""The act that makes hours count. Append-only."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from home.core.fields.constraints import AppendOnly


class SignOff(models.Model):
    """Who signed, in which role, under which statement, how they proved their identity, and exactly what.

    Everything is stored as of that time: later changes of name, license or wording do not affect it.
    The fields follow 21 CFR 11.50 (printed name, date and time, meaning) and 11.70 (bound to its record).
    A voided session is never signed again (a new one is logged), so a session has at most one sign-off.
    """

    session = models.OneToOneField(
        "clinic_hours_sessions.ClinicSession",
        models.PROTECT,
        related_name="sign_off",
        verbose_name=_("session"),
    )
    supervisor = models.ForeignKey(
        "clinic_hours_people.Supervisor",
        models.PROTECT,
        related_name="sign_offs",
        verbose_name=_("supervisor"),
    )
    signer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("signer")
    )
    student = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("student")
    )
    signed_at = models.DateTimeField(_("signed"))
    zone = models.CharField(_("time zone"), max_length=64)
    printed_name = models.CharField(_("printed name"), max_length=150)
    credential_kind = models.CharField(_("credential"), max_length=20)
    license_number = models.CharField(_("license number"), max_length=40)
    jurisdiction = models.CharField(_("jurisdiction"), max_length=10)
    credential_expires_on = models.DateField(_("license expiration date"))
    statement_version = models.CharField(_("statement version"), max_length=20)
    statement_language = models.CharField(_("statement language"), max_length=10)
    statement_text = models.TextField(_("statement"))
    authentication_method = models.CharField(_("confirmed with"), max_length=20)
    authenticated_at = models.DateTimeField(_("confirmed at"))
    fingerprint = models.CharField(_("fingerprint of the signed content"), max_length=64)

    class Meta:
        verbose_name = _("sign-off")
        verbose_name_plural = _("sign-offs")
        ordering = ["-signed_at", "-pk"]
        constraints = [
            AppendOnly(name="sign_offs_are_append_only"),
            models.CheckConstraint(
                condition=~Q(signer=F("student")),
                name="nobody_signs_their_own_hours",
                violation_error_message=_("You can't sign your own hours."),
            ),
        ]
        indexes = [
            models.Index(fields=["supervisor", "-signed_at", "-id"], name="sign_off_by_supervisor")
        ]

    def __str__(self) -> str:
        return f"{self.printed_name} · {self.license_number}"
