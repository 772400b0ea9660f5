from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

from home.core.panels.standard_page import STANDARD_PAGE_CONTENT

TOP, BODY = STANDARD_PAGE_CONTENT
CAREERS_PAGE_PANELS = [
    *Page.content_panels,
    TOP,
    MultiFieldPanel(
        [
            FieldPanel("path_heading"),
            FieldPanel("path_lede"),
            FieldPanel("standard"),
            FieldPanel("steps"),
        ],
        heading=_("Path to a license"),
    ),
    BODY,
]
