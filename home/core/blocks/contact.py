from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    CharBlock,
    EmailBlock,
    ListBlock,
    StructBlock,
    StructValue,
    TextBlock,
)

from home.core.fields.telephone import PHONE, phone_url


class OpeningBlock(StructBlock):
    days = CharBlock(
        label=_("Days"), max_length=60, help_text=_("For example: Monday to Thursday.")
    )
    times = CharBlock(label=_("Times"), max_length=60, help_text=_("For example: 1:00 to 9:00 pm."))

    class Meta:
        icon = "time"


class ContactValue(StructValue):
    @property
    def phone_url(self) -> str:
        return phone_url(self["phone"])


class ContactBlock(StructBlock):
    heading = CharBlock(label=_("Heading"), max_length=90)
    text = TextBlock(label=_("Text"), required=False, max_length=400)
    address = TextBlock(
        label=_("Address"),
        required=False,
        max_length=300,
        help_text=_("Leave empty to use the school's address from the settings."),
    )
    phone = CharBlock(
        label=_("Phone"),
        required=False,
        max_length=25,
        validators=[PHONE],
        help_text=_("Leave empty to use the school's phone number from the settings."),
    )
    email = EmailBlock(
        label=_("Email address"),
        required=False,
        help_text=_("Leave empty to use the school's email address from the settings."),
    )
    hours = ListBlock(
        OpeningBlock(),
        label=_("Hours"),
        default=[],
        help_text=_("One row for days with the same hours. Leave empty to show none."),
    )

    class Meta:
        label = _("Address and hours")
        icon = "mail"
        description = _("Where the school is, when it's open and how to contact it.")
        value_class = ContactValue
        template = "home_core/blocks/contact.html"
        preview_value = {
            "heading": "Visit us",
            "address": "24 Main Street\nMiami",
            "phone": "305-555-0142",
            "hours": [{"days": "Friday", "times": "10:00 am to 4:00 pm"}],
        }
