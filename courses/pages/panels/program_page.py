"""The editor's tabs for a program page, in the order of the page's sections."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    MultipleChooserPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.models import Page

from home.core.panels.dated import DatedFiguresForm

OPENING = [
    *Page.content_panels,
    FieldPanel("program"),
    MultiFieldPanel(
        [FieldPanel("approval"), FieldPanel("lede"), FieldPanel("summary"), FieldPanel("picture")],
        heading=_("Top of the page"),
    ),
]
STUDY = [FieldPanel("overview"), FieldPanel("schedule")]
ADMISSIONS = [FieldPanel("admissions")]
COST = [
    FieldPanel("costs"),
    FieldRowPanel([FieldPanel("costs_as_of"), FieldPanel("costs_review_by")]),
    FieldPanel("cost_note"),
    FieldPanel("aid"),
    FieldRowPanel([FieldPanel("aid_as_of"), FieldPanel("aid_review_by")]),
]
PROOF = [
    FieldPanel("outcomes"),
    MultipleChooserPanel(
        "graduates",
        "person",
        heading=_("Graduates"),
        label=_("Person"),
        help_text=_(
            "Listed on this page with a few words about each. Their own pages mention the program."
        ),
    ),
    FieldPanel("questions"),
    FieldPanel("disclosures"),
    FieldPanel("downloads"),
]


class ProgramPageForm(DatedFiguresForm):
    dated = (
        ("costs", "costs_as_of", "costs_review_by"),
        ("aid", "aid_as_of", "aid_review_by"),
    )


PROGRAM_PAGE_TABS = TabbedInterface(
    [
        ObjectList(OPENING, heading=_("Introduction")),
        ObjectList(STUDY, heading=_("Curriculum")),
        ObjectList(ADMISSIONS, heading=_("Admissions")),
        ObjectList(COST, heading=_("Cost")),
        ObjectList(PROOF, heading=_("Outcomes and questions")),
        ObjectList(Page.promote_panels, heading=_("Promote")),
    ]
)
PROGRAM_INDEX_PANELS = [*Page.content_panels, FieldPanel("lede")]
