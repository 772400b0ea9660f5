"""A block with the newest stories, for any page."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, IntegerBlock, StructBlock
from wagtail.snippets.blocks import SnippetChooserBlock


class StoriesBlock(StructBlock):
    heading = CharBlock(label=_("Heading"), max_length=90)
    category = SnippetChooserBlock(
        "home_stories.StoryCategory",
        label=_("Only from this category"),
        required=False,
        help_text=_("Leave empty for the newest from all categories."),
    )
    number = IntegerBlock(
        label=_("How many"),
        default=3,
        min_value=1,
        max_value=6,
        help_text=_("One to six. Three fit in a row."),
    )

    class Meta:
        label = _("Newest stories")
        icon = "doc-full-inverse"
        description = _("The newest stories as cards, updated automatically.")
        template = "home_stories/blocks/stories.html"
        preview_value = {"heading": "From our stories", "number": 3}
