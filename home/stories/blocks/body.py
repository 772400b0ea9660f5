"""The blocks that an editor may place in the body of a page, in the order of the menu."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamBlock

from home.core.blocks.call_to_action import CallToActionBlock
from home.core.blocks.contact import ContactBlock
from home.core.blocks.dated_figures import DatedFiguresBlock
from home.core.blocks.facts import FactRowBlock
from home.core.blocks.feature import FeatureBlock
from home.core.blocks.picture import PictureBlock
from home.core.blocks.price_list import PriceListBlock
from home.core.blocks.questions import QuestionsBlock
from home.core.blocks.quote import QuoteBlock
from home.core.blocks.sources import SourcesBlock
from home.core.blocks.steps import StepsBlock
from home.core.blocks.text import TextBlock

from .stories import StoriesBlock


class BodyBlock(StreamBlock):
    text = TextBlock(group=_("Words"))
    quote = QuoteBlock(group=_("Words"))
    questions = QuestionsBlock(group=_("Words"))
    sources = SourcesBlock(group=_("Words"))
    picture = PictureBlock(group=_("Pictures and figures"))
    feature = FeatureBlock(group=_("Pictures and figures"))
    facts = FactRowBlock(group=_("Pictures and figures"))
    dated_figures = DatedFiguresBlock(group=_("Pictures and figures"))
    steps = StepsBlock(group=_("Pictures and figures"))
    stories = StoriesBlock(group=_("Contact and actions"))
    price_list = PriceListBlock(group=_("Contact and actions"))
    contact = ContactBlock(group=_("Contact and actions"))
    call_to_action = CallToActionBlock(group=_("Contact and actions"))
