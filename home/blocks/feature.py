from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock
from wagtail.images.blocks import ImageBlock

from .links import LinksBlock
from .prose import ParagraphsBlock


class FeatureBlock(StructBlock):
    eyebrow = CharBlock(label=_("Line above the heading"), required=False, max_length=60)
    heading = CharBlock(label=_("Heading"), max_length=90)
    text = ParagraphsBlock(label=_("Text"))
    picture = ImageBlock(label=_("Picture"))
    links = LinksBlock(label=_("Buttons"), required=False, max_num=2)

    class Meta:
        label = _("Picture beside text")
        icon = "image"
        description = _("A picture on one side and a few sentences on the other.")
        template = "home/blocks/feature.html"
