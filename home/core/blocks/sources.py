"""Sources of a claim, so that readers can look it up."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, IntegerBlock, ListBlock, StreamBlock, StructBlock, URLBlock

from .quote import NameBlock


class SourceBlock(StructBlock):
    authors = NameBlock(
        label=_("Authors"),
        max_length=200,
        help_text=_("People or organization, such as Furlan AD et al."),
    )
    title = CharBlock(label=_("Title"), max_length=250)
    published_in = CharBlock(
        label=_("Published in"),
        required=False,
        max_length=160,
        help_text=_("The journal, book or website."),
    )
    year = IntegerBlock(
        label=_("Year"),
        min_value=1500,
        max_value=2100,
        help_text=_("The year it was published."),
    )
    link = URLBlock(
        label=_("Link"),
        required=False,
        help_text=_("A DOI link (https://doi.org/…) lasts longest."),
    )

    class Meta:
        icon = "link-external"


class SourceListBlock(StreamBlock):
    """Sources, as a page field."""

    source = SourceBlock()


class SourcesBlock(StructBlock):
    heading = CharBlock(label=_("Heading"), max_length=60, default=_("Sources"))
    sources = ListBlock(SourceBlock(), label=_("Sources"), min_num=1)

    class Meta:
        label = _("Sources")
        icon = "list-ol"
        description = _("Sources for what the page says: who wrote them, where and when.")
        template = "home_core/blocks/sources.html"
        preview_value = {
            "heading": "Sources",
            "sources": [
                {
                    "authors": "Brysbaert M.",
                    "title": "How many words do we read per minute?",
                    "published_in": "Journal of Memory and Language 109",
                    "year": 2019,
                    "link": "https://doi.org/10.1016/j.jml.2019.104047",
                }
            ],
        }
