"""What a client said about a visit."""

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

LEAST, MOST = 1, 5
QUESTIONS = ("welcome", "listening", "comfort", "explaining", "again")


def answer(question: Any) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(
        question, validators=[MinValueValidator(LEAST), MaxValueValidator(MOST)]
    )


class Feedback(models.Model):
    """Five answers from 1 to 5 about a student, and perhaps a comment. It does not say who gave them."""

    appointment = models.OneToOneField(
        "clinic_hours_appointments.Appointment",
        models.PROTECT,
        related_name="feedback",
        verbose_name=_("appointment"),
    )
    student = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="client_feedback",
        verbose_name=_("student"),
    )
    welcome = answer(_("I felt welcome."))
    listening = answer(_("The student listened to what I wanted."))
    comfort = answer(_("I was comfortable and felt safe."))
    explaining = answer(_("The student explained what would happen."))
    again = answer(_("I would come again."))
    comment = models.TextField(_("anything else?"), max_length=500, blank=True)
    given_on = models.DateField(_("given on"))

    class Meta:
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(**{f"{name}__range": (LEAST, MOST) for name in QUESTIONS}),
                name="feedback_is_from_1_to_5",
                violation_error_message=_("Answers go from 1 to 5."),
            )
        ]

    def __str__(self) -> str:
        return str(self.appointment)
