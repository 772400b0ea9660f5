"""The people of the clinic: cohorts, enrollments, supervisors with their credentials."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from clinic_hours.people.domain.licenses import JURISDICTIONS, LICENSE_KINDS
from home.core.fields.names import NameField
from home.core.fields.translated import InReadersLanguage


def license_kinds() -> list[tuple[str, str]]:
    """Return each kind of license with its abbreviation and its title."""
    return [(kind, f"{kind} – {title}") for kind, title in LICENSE_KINDS.items()]


def jurisdictions() -> list[tuple[str, str]]:
    return list(JURISDICTIONS.items())


class Cohort(models.Model):
    """A group of students who begin a program together."""

    program = models.ForeignKey(
        "courses_curriculum.Program",
        models.PROTECT,
        related_name="cohorts",
        verbose_name=_("program"),
    )
    name = NameField(_("name"), max_length=80)
    name_es = NameField(_("name in Spanish"), max_length=80, blank=True)
    starts_on = models.DateField(_("start date"))
    finishes_on = models.DateField(_("planned finish"))

    shown_name = InReadersLanguage("name")

    class Meta:
        verbose_name = _("cohort")
        verbose_name_plural = _("cohorts")
        ordering = ["-starts_on", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "name"], name="one_cohort_of_a_name_per_program"
            ),
            models.CheckConstraint(
                condition=Q(finishes_on__gt=F("starts_on")),
                name="a_cohort_finishes_after_it_starts",
                violation_error_message=_("The planned finish must be after the start date."),
            ),
        ]

    def __str__(self) -> str:
        return self.shown_name


class Enrollment(models.Model):
    """A student in a program under one requirement set, which they keep.

    `lock_no` is the parent lock: a write that checks several sessions first increments it.
    """

    class Status(models.TextChoices):
        ACTIVE = "active", _("Active")
        ON_LEAVE = "on_leave", _("On leave")
        COMPLETED = "completed", _("Completed")
        ENDED = "ended", _("Ended")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    student = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="enrollments",
        verbose_name=_("student"),
    )
    student_number = NameField(
        _("student number"),
        max_length=20,
        unique=True,
        error_messages={"unique": _("Another student already has this number.")},
    )
    cohort = models.ForeignKey(
        Cohort, models.PROTECT, related_name="enrollments", verbose_name=_("cohort")
    )
    requirement_set = models.ForeignKey(
        "courses_requirements.RequirementSet",
        models.PROTECT,
        related_name="enrollments",
        verbose_name=_("requirement set"),
    )
    status = models.CharField(
        _("status"), max_length=20, choices=Status.choices, default=Status.ACTIVE
    )
    started_on = models.DateField(_("start date"))
    target_on = models.DateField(_("planned finish"))
    ended_on = models.DateField(_("end date"), null=True, blank=True)
    # The log entry that says what this row says. None only while the row is written.
    entry = models.OneToOneField(
        "clinic_hours_ledger.LogEntry", models.PROTECT, null=True, editable=False, related_name="+"
    )
    lock_no = models.PositiveBigIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("enrollment")
        verbose_name_plural = _("enrollments")
        ordering = ["student__display_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["student", "requirement_set"],
                name="one_enrollment_per_student_and_set",
                violation_error_code="already_enrolled",
                violation_error_message=_("This student is already enrolled under this edition."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="an_enrollment_ends_after_it_starts",
                violation_error_message=_("An enrollment cannot end before it starts."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.student} · {self.student_number}"


class Supervisor(models.Model):
    """A person who may supervise and sign. `printed_name` is what the record prints."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="supervisor",
        verbose_name=_("person"),
    )
    printed_name = NameField(
        _("printed name"), max_length=150, help_text=_("As it appears on the license.")
    )
    is_active = models.BooleanField(_("currently supervises"), default=True)
    sites = models.ManyToManyField(
        "clinic_hours_people.ClinicSite",
        blank=True,
        related_name="supervisors",
        verbose_name=_("clinic sites"),
        help_text=_("Students who log hours at these clinics see this instructor first."),
    )

    class Meta:
        verbose_name = _("supervisor")
        verbose_name_plural = _("supervisors")
        ordering = ["printed_name"]

    def __str__(self) -> str:
        return self.printed_name


class Credential(models.Model):
    """A license with its expiration date. It must be current on the day of a session signed under it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    supervisor = models.ForeignKey(
        Supervisor, models.PROTECT, related_name="credentials", verbose_name=_("supervisor")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=license_kinds)
    jurisdiction = models.CharField(_("state"), max_length=10, choices=jurisdictions)
    number = NameField(_("license number"), max_length=40)
    issued_on = models.DateField(_("issue date"))
    expires_on = models.DateField(_("expiration date"))
    # The log entry that says what this row says. None only while the row is written.
    entry = models.OneToOneField(
        "clinic_hours_ledger.LogEntry", models.PROTECT, null=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = _("credential")
        verbose_name_plural = _("credentials")
        ordering = ["supervisor", "-expires_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "number", "expires_on"],
                name="one_credential_per_license_and_expiry",
                violation_error_code="license_taken",
                violation_error_message=_(
                    "A license with this number and expiration date was already entered."
                ),
            ),
            models.CheckConstraint(
                condition=Q(expires_on__gt=F("issued_on")),
                name="a_credential_expires_after_it_is_issued",
                violation_error_message=_("The expiration date must be after the issue date."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} · {self.number}"
