"""Blocks for the careers page, in addition to those every page offers."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChoiceBlock, IntegerBlock, StreamBlock, StructBlock, TextBlock

from home.people.models import PersonPage
from home.stories.blocks.body import BodyBlock


class Shown(models.TextChoices):
    """Which figures of the licensing standard a step shows."""

    CLASS = "class", _("Classroom hours by subject")
    CLINIC = "clinic", _("Clinic hours")
    WHOLE = "whole", _("Total hours and minimum weeks")


class PathStepBlock(StructBlock):
    title = CharBlock(
        label=_("Step"),
        max_length=60,
        help_text=_("Two to five words. The number is added automatically."),
    )
    text = TextBlock(label=_("Description"), max_length=400, help_text=_("One to three sentences."))
    shows = ChoiceBlock(
        choices=Shown.choices,
        required=False,
        label=_("Show from the licensing standard"),
        help_text=_("Don't enter hours in the text. They come from the standard."),
    )

    class Meta:
        icon = "list-ol"
        label = _("Step")


class PathBlock(StreamBlock):
    """Steps from the first class to a license, as a page field."""

    step = PathStepBlock()


class GraduatesBlock(StructBlock):
    heading = CharBlock(label=_("Heading"), max_length=90)
    number = IntegerBlock(
        label=_("How many"),
        default=3,
        min_value=1,
        max_value=6,
        help_text=_("One to six. Three fit in a row."),
    )

    class Meta:
        label = _("Graduates")
        icon = "group"
        description = _("The most recent graduates, as cards that link to their stories.")
        template = "courses_pages/blocks/graduates.html"
        preview_value = {"heading": "Where they work now", "number": 3}

    def get_context(self, value: Any, parent_context: Any = None) -> dict:
        context = super().get_context(value, parent_context)
        request = context.get("request")
        shown = list(PersonPage.graduates()[: value["number"]])
        return context | {
            "cards": [person.card(request) for person in shown],
            "index_url": shown[0].index_url(request) if shown else "",
        }


class CareersBodyBlock(BodyBlock):
    graduates = GraduatesBlock(group=_("Contact and actions"))
