"""A client's appointment at the community clinic, from the request to the visit."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from clinic_hours.appointments.domain.states import SETTLED, AppointmentState
from clinic_hours.core.models.overlap import NoOverlap
from home.core.fields.constraints import AppendOnly
from home.core.fields.translated import InReadersLanguage


class AppointmentsDoNotOverlap(NoOverlap):
    """No student has two clients at once. A student's places do not overlap, so the place stands for them."""

    sentence = "appointments_of_one_place_do_not_overlap"
    owner = "place_id"
    live = "{row}state IN ('confirmed', 'done')"


class Appointment(models.Model):
    """What was asked for, and when and with whom it is.

    The client's name is in `contact`, which is erased: the appointment stays with its code. The `wishes` are
    shifts that suit the client; they need not have one of them.
    """

    class State(models.TextChoices):
        REQUESTED = AppointmentState.REQUESTED, _("Requested")
        RESCHEDULE = AppointmentState.RESCHEDULE, _("To be rescheduled")
        CONFIRMED = AppointmentState.CONFIRMED, _("Confirmed")
        DONE = AppointmentState.DONE, _("Done")
        NO_SHOW = AppointmentState.NO_SHOW, _("No show")
        CANCELLED = AppointmentState.CANCELLED, _("Canceled")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    contact = models.OneToOneField(
        "clinic_hours_appointments.ClientContact",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="appointment",
        verbose_name=_("contact"),
    )
    service = models.CharField(_("service"), max_length=80)
    service_es = models.CharField(_("service in Spanish"), max_length=80, blank=True)
    minutes = models.PositiveSmallIntegerField(_("length (minutes)"))
    any_time = models.BooleanField(_("any time"), default=False)
    wishes = models.ManyToManyField(
        "clinic_hours_shifts.Shift", blank=True, related_name="+", verbose_name=_("preferred times")
    )
    requested_at = models.DateTimeField(_("requested"))
    state = models.CharField(
        _("status"), max_length=10, choices=State.choices, default=State.REQUESTED
    )
    code = models.CharField(_("client code"), max_length=8, blank=True, editable=False)
    shift = models.ForeignKey(
        "clinic_hours_shifts.Shift",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="appointments",
        verbose_name=_("shift"),
    )
    place = models.ForeignKey(
        "clinic_hours_shifts.Place",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="appointments",
        verbose_name=_("student's place"),
    )
    starts_at = models.DateTimeField(_("starts"), null=True, blank=True)
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    shown_service = InReadersLanguage("service")

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ["requested_at", "pk"]
        constraints = [
            AppointmentsDoNotOverlap(name="appointments_of_one_place_do_not_overlap"),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(SETTLED))
                | ~Q(code="")
                & Q(
                    shift__isnull=False,
                    place__isnull=False,
                    starts_at__isnull=False,
                    ends_at__isnull=False,
                ),
                name="a_settled_appointment_has_its_time_and_student",
                violation_error_message=_("A confirmed appointment needs a time and a student."),
            ),
            models.UniqueConstraint(
                fields=["code"],
                condition=~Q(code=""),
                name="a_client_code_is_used_once",
                violation_error_message=_("This client code is already in use."),
            ),
            models.CheckConstraint(
                condition=Q(starts_at=None) | Q(ends_at__gt=F("starts_at")),
                name="an_appointment_ends_after_it_starts",
                violation_error_message=_("An appointment must end after it starts."),
            ),
        ]
        indexes = [
            models.Index(fields=["state", "requested_at"], name="appointment_by_age"),
            models.Index(fields=["state", "starts_at"], name="appointment_by_time"),
        ]

    def __str__(self) -> str:
        return self.code or self.service


class AppointmentEvent(models.Model):
    """One change of an appointment: who, when, and into what state. Append-only.

    Without an `actor` it was the client, or the school's rules. It says nothing about the client.
    """

    appointment = models.ForeignKey(
        Appointment, models.PROTECT, related_name="events", verbose_name=_("appointment")
    )
    state = models.CharField(_("status"), max_length=10, choices=Appointment.State.choices)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("who"),
    )
    happened_at = models.DateTimeField(_("when"))
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("event of an appointment")
        verbose_name_plural = _("events of appointments")
        ordering = ["pk"]
        constraints = [AppendOnly(name="appointment_events_are_append_only")]

    def __str__(self) -> str:
        return f"{self.get_state_display()} · {self.happened_at:%Y-%m-%d}"
