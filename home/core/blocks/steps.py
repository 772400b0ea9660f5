from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, StructBlock, TextBlock


class StepBlock(StructBlock):
    title = CharBlock(
        label=_("Step"),
        max_length=60,
        help_text=_("Two to five words. The number is added automatically."),
    )
    text = TextBlock(label=_("Description"), max_length=300, help_text=_("One or two sentences."))

    class Meta:
        icon = "list-ol"


class StepsBlock(StructBlock):
    heading = CharBlock(label=_("Heading"), max_length=90)
    lede = CharBlock(
        label=_("Line under the heading"),
        required=False,
        max_length=200,
        help_text=_("One sentence that introduces the steps."),
    )
    steps = ListBlock(StepBlock(), label=_("Steps"), min_num=2, max_num=6)

    class Meta:
        label = _("Steps")
        icon = "list-ol"
        description = _("Numbered steps for something that happens in order.")
        template = "home_core/blocks/steps.html"
        preview_value = {
            "heading": "What a visit is like",
            "steps": [
                {"title": "You talk first", "text": "The student asks how you are."},
                {"title": "You decide", "text": "More pressure, less, a pause, a stop."},
            ],
        }
