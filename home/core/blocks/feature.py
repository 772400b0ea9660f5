from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock, StructValue

from home.core.fields.pictures import ShownImageBlock

from .links import LinksBlock
from .picture import picture_of_the_library
from .prose import ParagraphsBlock


class FeatureBlock(StructBlock):
    eyebrow = CharBlock(
        label=_("Line above the heading"),
        required=False,
        max_length=60,
        help_text=_("Two or three words in small type. For example: Community clinic."),
    )
    heading = CharBlock(label=_("Heading"), max_length=90)
    text = ParagraphsBlock(label=_("Text"), help_text=_("Two to five sentences."))
    picture = ShownImageBlock(
        looks=("beside text",),
        label=_("Picture"),
        help_text=_("It is cropped to 4:3 around its focal point."),
    )
    links = LinksBlock(label=_("Buttons"), required=False, max_num=2, help_text=_("Up to two."))

    class Meta:
        label = _("Picture with text")
        icon = "image"
        description = _("A picture on one side and a few sentences on the other.")
        template = "home_core/blocks/feature.html"

    def get_preview_value(self) -> StructValue:
        words = {"heading": "A table and quiet hands", "text": "<p>An hour under supervision.</p>"}
        return self.normalize({"picture": picture_of_the_library(), **words})
