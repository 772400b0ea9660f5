"""Program outcomes: dated figures on what became of its students."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, StreamBlock, StructBlock

from home.core.blocks.dated import DatedBlock
from home.core.blocks.facts import FactBlock


class OutcomesBlock(StructBlock):
    heading = CharBlock(
        label=_("Group"), max_length=90, help_text=_("For example: Students who started in 2025.")
    )
    facts = ListBlock(
        FactBlock(),
        label=_("Figures"),
        min_num=1,
        max_num=4,
        help_text=_("For example, how many finished, passed the exam and found work."),
    )
    dated = DatedBlock()

    class Meta:
        icon = "order"
        label = _("Outcomes")


class OutcomeListBlock(StreamBlock):
    outcomes = OutcomesBlock()
