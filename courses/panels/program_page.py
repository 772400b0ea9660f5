"""The editor's tabs of a program page, in the order in which the page shows its sections."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.models import Page

OPENING = [
    *Page.content_panels,
    FieldPanel("program"),
    MultiFieldPanel(
        [FieldPanel("approval"), FieldPanel("lede"), FieldPanel("summary"), FieldPanel("picture")],
        heading=_("Top of the page"),
    ),
    MultiFieldPanel(
        [FieldPanel("next_start"), FieldPanel("next_start_note")], heading=_("Next start")
    ),
]
STUDY = [FieldPanel("overview"), FieldPanel("schedule")]
ADMISSIONS = [FieldPanel("admissions")]
COST = [FieldPanel("costs"), FieldPanel("costs_as_of"), FieldPanel("cost_note")]

PROGRAM_PAGE_TABS = TabbedInterface(
    [
        ObjectList(OPENING, heading=_("Opening")),
        ObjectList(STUDY, heading=_("Study")),
        ObjectList(ADMISSIONS, heading=_("Admissions")),
        ObjectList(COST, heading=_("Cost")),
        ObjectList(Page.promote_panels, heading=_("Promote")),
    ]
)
PROGRAM_INDEX_PANELS = [*Page.content_panels, FieldPanel("lede")]
