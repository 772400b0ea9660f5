"""Punches: clocking in and out, breaks, and an instructor's word. Append-only."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from clinic_hours.attendance.domain.punches import Method, PunchKind
from home.core.fields.constraints import AppendOnly


class Punch(models.Model):
    """What one person did at one moment on one shift, as a student (`place`) or an instructor (`duty`).

    `uuid` comes from whoever sends it: a second delivery finds the first. `at` is the trusted time,
    `device_at` what the device's own clock said. A correction is a new row that `supersedes` another, with
    its reason. `is_held`: there were too many students for the instructors.
    """

    class Kind(models.TextChoices):
        IN = PunchKind.IN, _("Clocked in")
        START = PunchKind.START, _("Started after waiting")
        BREAK = PunchKind.BREAK, _("Break")
        BACK = PunchKind.BACK, _("Back from the break")
        OUT = PunchKind.OUT, _("Clocked out")
        LAPSE = PunchKind.LAPSE, _("Did not clock out")
        STRIKE = PunchKind.STRIKE, _("Taken back")

    class Way(models.TextChoices):
        KIOSK_PIN = Method.KIOSK_PIN, _("Number and PIN")
        BADGE = Method.BADGE, _("Badge and PIN")
        PHONE_CODE = Method.PHONE_CODE, _("Own phone with the clinic's code")
        DESK = Method.DESK, _("Own desk")
        INSTRUCTOR = Method.INSTRUCTOR, _("Attested")
        SYSTEM = Method.SYSTEM, _("By rule")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    shift = models.ForeignKey(
        "clinic_hours_shifts.Shift",
        models.PROTECT,
        related_name="punches",
        verbose_name=_("shift"),
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who")
    )
    place = models.ForeignKey(
        "clinic_hours_shifts.Place",
        models.PROTECT,
        null=True,
        related_name="punches",
        verbose_name=_("place"),
    )
    duty = models.ForeignKey(
        "clinic_hours_shifts.ShiftSupervisor",
        models.PROTECT,
        null=True,
        related_name="punches",
        verbose_name=_("duty"),
    )
    kind = models.CharField(_("what"), max_length=10, choices=Kind.choices)
    at = models.DateTimeField(_("when"))
    method = models.CharField(_("how"), max_length=12, choices=Way.choices)
    is_held = models.BooleanField(_("had to wait"), default=False)
    is_offline = models.BooleanField(_("sent later"), default=False)
    is_uncertain = models.BooleanField(_("time uncertain"), default=False)
    device = models.ForeignKey(
        "clinic_hours_attendance.Device",
        models.PROTECT,
        null=True,
        related_name="punches",
        verbose_name=_("kiosk"),
    )
    device_seq = models.PositiveBigIntegerField(null=True, editable=False)
    device_at = models.DateTimeField(null=True, editable=False)
    # The step of the clinic's code that a phone showed.
    code_step = models.PositiveBigIntegerField(null=True, editable=False)
    # Such as {"network": "203.0.113.0/24"}: never a gate.
    evidence = models.JSONField(default=dict, editable=False)
    # Who did it, if not the person.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("by"),
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    supersedes = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        related_name="superseded_by",
        verbose_name=_("corrects"),
    )
    recorded_at = models.DateTimeField(_("recorded"))

    class Meta:
        verbose_name = _("punch")
        verbose_name_plural = _("punches")
        ordering = ["at", "pk"]
        constraints = [
            AppendOnly(name="punches_are_append_only"),
            models.UniqueConstraint(
                fields=["device", "device_seq"],
                name="a_kiosk_numbers_each_punch_once",
                violation_error_message=_("This kiosk has already sent that punch."),
            ),
            models.UniqueConstraint(
                fields=["person", "code_step", "kind"],
                name="a_code_is_used_once_by_each_person",
                violation_error_message=_("You have already used this code."),
            ),
            models.CheckConstraint(
                condition=Q(place__isnull=False, duty=None) | Q(place=None, duty__isnull=False),
                name="a_punch_belongs_to_a_place_or_a_duty",
                violation_error_message=_("A punch belongs to a place or a duty."),
            ),
            models.CheckConstraint(
                condition=~Q(method=Method.INSTRUCTOR) | Q(by__isnull=False) & ~Q(reason=""),
                name="an_attested_punch_says_by_whom_and_why",
                violation_error_message=_("Give a reason."),
            ),
            models.CheckConstraint(
                condition=Q(supersedes=None) | Q(by__isnull=False) & ~Q(reason=""),
                name="a_correction_says_by_whom_and_why",
                violation_error_message=_("Give a reason."),
            ),
            models.CheckConstraint(
                condition=Q(by=None) | ~Q(by=F("person")) | Q(duty__isnull=False),
                name="no_student_attests_their_own_punch",
                violation_error_message=_("You can't attest your own hours."),
            ),
        ]
        indexes = [
            models.Index(fields=["shift", "person", "at"], name="punch_by_shift"),
            models.Index(fields=["person", "at"], name="punch_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.at:%Y-%m-%d %H:%M}"
