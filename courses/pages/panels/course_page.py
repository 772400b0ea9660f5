from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultipleChooserPanel
from wagtail.models import Page

COURSE_PAGE_PANELS = [
    *Page.content_panels,
    FieldPanel("course"),
    FieldPanel("lede"),
    FieldPanel("body"),
    MultipleChooserPanel(
        "teachers",
        "person",
        heading=_("Taught by"),
        label=_("Person"),
        help_text=_("They are listed on the pages of the programs that include this course."),
    ),
]
COURSE_INDEX_PANELS = [*Page.content_panels, FieldPanel("lede")]
