"""Days on which there are no classes and no clinic."""

import uuid
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from home.core.fields.names import NameField
from home.core.fields.translated import InReadersLanguage
from home.core.school_time import today

LONGEST = timedelta(days=120)
FARTHEST = timedelta(days=3660)  # a typo in the year would otherwise count for centuries
WRONG_LENGTH = _("A closure must end after it starts, within four months.")
TOO_FAR = _("That's more than ten years away.")


class Closure(models.Model):
    """One or more days on which the whole school is closed, or one clinic site.

    `place` is the short name of a clinic site, or empty for the whole school.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = NameField(_("name"), max_length=60, help_text=_("For example: Winter break."))
    name_es = NameField(_("name in Spanish"), max_length=60, blank=True)
    first_day = models.DateField(_("first day closed"))
    last_day = models.DateField(
        _("last day closed"), help_text=_("The same day if it is only one.")
    )
    place = models.SlugField(_("place"), blank=True)

    shown_name = InReadersLanguage("name")

    class Meta:
        verbose_name = _("closure")
        verbose_name_plural = _("closures")
        ordering = ["first_day", "last_day", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="a_closure_does_not_end_before_it_starts",
                violation_error_message=WRONG_LENGTH,
            ),
            models.CheckConstraint(
                condition=Q(last_day__lte=F("first_day") + LONGEST),
                name="a_closure_ends_within_120_days",
                violation_error_message=WRONG_LENGTH,
            ),
        ]

    def __str__(self) -> str:
        return self.shown_name

    def clean(self) -> None:
        """Report wrong days at their field."""
        if self.first_day is None or self.last_day is None:
            return
        if not timedelta(0) <= self.last_day - self.first_day <= LONGEST:
            raise ValidationError({"last_day": WRONG_LENGTH})
        if self.first_day > today() + FARTHEST:
            raise ValidationError({"first_day": TOO_FAR})
