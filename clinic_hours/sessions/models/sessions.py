"""What one student says they did: the current state of the claim."""

import uuid
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from clinic_hours.core.domain.minutes import MINUTES_PER_HOUR
from clinic_hours.core.models.fields import KeptBytes
from clinic_hours.ledger.domain.commitments import new_salt
from clinic_hours.sessions.domain.clock import clock_from
from clinic_hours.sessions.domain.history import History
from clinic_hours.sessions.domain.states import Awaits, State

from .overlap import SessionsDoNotOverlap


class ClinicSession(models.Model):
    """A claim of supervised time.

    Instants are UTC; `zone` is the site's zone at the time of logging, and `local_date` is the local
    start day, used for caps. `minutes` is elapsed time less the break, after rounding. `version`
    increases with every change: an action from a page names the version the page showed.
    """

    class Status(models.TextChoices):
        DRAFT = State.DRAFT, _("Draft")
        SUBMITTED = State.SUBMITTED, _("Waiting for sign-off")
        RETURNED = State.RETURNED, _("Returned to you")
        SIGNED_OFF = State.SIGNED_OFF, _("Signed off")
        VOIDED = State.VOIDED, _("Voided")
        WITHDRAWN = State.WITHDRAWN, _("Discarded")

    class Awaiting(models.TextChoices):
        NOBODY = Awaits.NOBODY, _("Nobody")
        STUDENT = Awaits.STUDENT, _("Waiting for the student's answer")
        OFFICE = Awaits.OFFICE, _("Waiting for the office to decide")

    class Provenance(models.TextChoices):
        TYPED = "typed", _("Typed in by the student")
        CLOCKED = "clocked", _("Clocked in and out")
        ATTESTED = "attested", _("Attested by an instructor")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enrollment = models.ForeignKey(
        "clinic_hours_people.Enrollment",
        models.PROTECT,
        related_name="sessions",
        verbose_name=_("enrollment"),
    )
    # Copied from the enrollment, so that the database itself can compare people.
    student = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("student")
    )
    supervisor = models.ForeignKey(
        "clinic_hours_people.Supervisor",
        models.PROTECT,
        related_name="sessions",
        verbose_name=_("instructor"),
    )
    site = models.ForeignKey(
        "clinic_hours_people.ClinicSite",
        models.PROTECT,
        related_name="sessions",
        verbose_name=_("clinic site"),
    )
    requirement = models.ForeignKey(
        "courses_requirements.Requirement",
        models.PROTECT,
        related_name="sessions",
        verbose_name=_("counts toward"),
    )
    starts_at = models.DateTimeField(_("started"))
    ends_at = models.DateTimeField(_("finished"))
    zone = models.CharField(_("time zone"), max_length=64)
    local_date = models.DateField(_("date"))
    break_minutes = models.PositiveSmallIntegerField(_("break (minutes)"), default=0)
    minutes = models.PositiveIntegerField(_("counts as (minutes)"))
    clients = models.PositiveSmallIntegerField(_("clients treated"), default=0)
    note = models.TextField(_("note"), blank=True)
    note_salt = KeptBytes(default=new_salt, max_length=16, editable=False)
    provenance = models.CharField(
        _("times"), max_length=20, choices=Provenance.choices, default=Provenance.TYPED
    )
    # What the clock said (clinic_hours.sessions.domain.clock), if it was drafted from attendance.
    clock = models.JSONField(null=True, blank=True, editable=False)
    status = models.CharField(
        _("status"), max_length=20, choices=Status.choices, default=Status.DRAFT
    )
    # It cannot be signed until they answer.
    awaits = models.CharField(
        _("waits for"),
        max_length=10,
        choices=Awaiting.choices,
        default=Awaiting.NOBODY,
        blank=True,
        editable=False,
    )
    # The instructor or member of the office who entered it for the student.
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("entered by"),
    )
    # What shows that it took place, if a file came with the entry.
    evidence = models.ForeignKey(
        "clinic_hours_people.Document",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("evidence"),
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    # Its events so far, as clinic_hours.sessions.domain.history counts and hashes them.
    history_events = models.PositiveIntegerField(default=0, editable=False)
    history_digest = KeptBytes(default=b"", max_length=32, editable=False)
    # Warnings from the last submission, shown to the instructor.
    findings = models.JSONField(default=list, editable=False)
    logged_at = models.DateTimeField(_("logged"), editable=False)
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["-starts_at", "-pk"]
        constraints = [
            SessionsDoNotOverlap(name="sessions_of_one_student_do_not_overlap"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="a_session_ends_after_it_starts",
                violation_error_message=_("A session must end after it starts."),
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=24 * MINUTES_PER_HOUR),
                name="a_session_lasts_a_minute_to_a_day",
                violation_error_message=_("A session must last between one minute and 24 hours."),
            ),
            models.CheckConstraint(
                condition=~Q(status=State.SUBMITTED) | Q(submitted_at__isnull=False),
                name="a_submitted_session_says_when",
                violation_error_message=_("A submitted session must have a submission time."),
            ),
            models.CheckConstraint(
                condition=Q(awaits=Awaits.NOBODY) | Q(status=State.SUBMITTED),
                name="only_a_submitted_session_awaits_an_answer",
                violation_error_message=_("Only a submitted session can wait for an answer."),
            ),
        ]
        indexes = [
            # Not partial: with more columns to match, it is preferred over the foreign key's index
            # even if the database has no statistics.
            models.Index(
                fields=["supervisor", "status", "awaits", "submitted_at", "id"],
                name="session_queue",
            ),
            models.Index(fields=["enrollment", "-starts_at", "-id"], name="session_by_enrollment"),
            models.Index(fields=["enrollment", "supervisor"], name="session_by_supervision"),
            models.Index(fields=["enrollment", "status", "requirement"], name="session_pending"),
            models.Index(fields=["student", "starts_at"], name="session_by_student"),
            models.Index(
                fields=["awaits", "enrollment"],
                condition=~Q(awaits=Awaits.NOBODY),
                name="session_awaiting",
            ),
            models.Index(fields=["student", "status", "local_date"], name="session_by_day"),
            models.Index(fields=["supervisor", "local_date"], name="session_by_supervisor_day"),
        ]

    def __str__(self) -> str:
        return f"{self.student} · {self.local_date}"

    @property
    def history(self) -> History:
        """What happened to it until it was signed."""
        return History(self.history_events, bytes(self.history_digest))

    @history.setter
    def history(self, history: History) -> None:
        self.history_events, self.history_digest = history.events, history.digest

    @property
    def attendance(self) -> dict[str, int] | None:
        """Who supervised how much of it, if its times are still those of the clock."""
        clock = clock_from(self.clock)
        if clock is None or self.provenance == self.Provenance.TYPED:
            return None
        is_kept = clock.times == (self.starts_at, self.ends_at, self.break_minutes)
        return clock.attendance() if is_kept else None

    @property
    def local_starts_at(self) -> datetime:
        return self.starts_at.astimezone(ZoneInfo(self.zone))

    @property
    def local_ends_at(self) -> datetime:
        return self.ends_at.astimezone(ZoneInfo(self.zone))
