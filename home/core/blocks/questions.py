from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, StreamBlock, StructBlock

from .prose import ParagraphsBlock


class QuestionBlock(StructBlock):
    question = CharBlock(
        label=_("Question"),
        max_length=140,
        help_text=_("As a reader would ask it. For example: Do I need any experience?"),
    )
    answer = ParagraphsBlock(
        label=_("Answer"), help_text=_("Start with the short answer, then explain.")
    )

    class Meta:
        icon = "help"


class QuestionListBlock(StreamBlock):
    """Questions, as a page field."""

    question = QuestionBlock()


class QuestionsBlock(StructBlock):
    heading = CharBlock(label=_("Heading"), max_length=90)
    questions = ListBlock(QuestionBlock(), label=_("Questions"), min_num=1)

    class Meta:
        label = _("Questions and answers")
        icon = "help"
        description = _("Questions that open to show their answers.")
        template = "home_core/blocks/questions.html"
        preview_value = {
            "heading": "Before you ask",
            "questions": [{"question": "Do I need any experience?", "answer": "<p>No.</p>"}],
        }
