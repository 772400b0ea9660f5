from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

COURSE_PAGE_PANELS = [
    *Page.content_panels,
    FieldPanel("course"),
    FieldPanel("lede"),
    FieldPanel("body"),
]
COURSE_INDEX_PANELS = [*Page.content_panels, FieldPanel("lede")]
