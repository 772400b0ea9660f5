"""When a program is taught: its groups, when each one meets, and when each one starts."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    ChoiceBlock,
    DateBlock,
    IntegerBlock,
    ListBlock,
    StreamBlock,
    StructBlock,
    StructBlockValidationError,
    TimeBlock,
)


class GroupName(models.TextChoices):
    DAY = "day", _("Day group")
    EVENING = "evening", _("Evening group")
    WEEKEND = "weekend", _("Weekend group")


class Weekday(models.IntegerChoices):
    """ISO 8601: Monday is 1."""

    MONDAY = 1, _("Monday")
    TUESDAY = 2, _("Tuesday")
    WEDNESDAY = 3, _("Wednesday")
    THURSDAY = 4, _("Thursday")
    FRIDAY = 5, _("Friday")
    SATURDAY = 6, _("Saturday")
    SUNDAY = 7, _("Sunday")


class MeetingBlock(StructBlock):
    weekday = ChoiceBlock(choices=[(str(day), day.label) for day in Weekday], label=_("Day"))
    starts = TimeBlock(label=_("From"))
    ends = TimeBlock(label=_("To"))

    class Meta:
        icon = "time"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if cleaned["ends"] <= cleaned["starts"]:
            late = ValidationError(_("It can't end before it starts."))
            raise StructBlockValidationError(block_errors={"ends": late})
        return cleaned


class StartBlock(StructBlock):
    first_day = DateBlock(label=_("First day"))
    places_left = IntegerBlock(
        label=_("Places left"),
        required=False,
        min_value=0,
        help_text=_("Leave empty if not announced."),
    )

    class Meta:
        icon = "date"


class GroupBlock(StructBlock):
    name = ChoiceBlock(choices=GroupName.choices, label=_("Group"))
    meets = ListBlock(MeetingBlock(), label=_("Weekly schedule"), default=[])
    starts = ListBlock(StartBlock(), label=_("Starts"), default=[])

    class Meta:
        icon = "group"
        label = _("Group")


class GroupsBlock(StreamBlock):
    group = GroupBlock()
