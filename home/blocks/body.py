"""The palette: what an editor may place in the body of a page, in the order of its menu."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamBlock

from .call_to_action import CallToActionBlock
from .contact import ContactBlock
from .dated_figures import DatedFiguresBlock
from .facts import FactRowBlock
from .feature import FeatureBlock
from .picture import PictureBlock
from .price_list import PriceListBlock
from .questions import QuestionsBlock
from .quote import QuoteBlock
from .sources import SourcesBlock
from .steps import StepsBlock
from .stories import StoriesBlock
from .text import TextBlock


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
    stories = StoriesBlock(group=_("Visit and act"))
    price_list = PriceListBlock(group=_("Visit and act"))
    contact = ContactBlock(group=_("Visit and act"))
    call_to_action = CallToActionBlock(group=_("Visit and act"))
