from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

PERSON_PAGE_PANELS = [
    *Page.content_panels,
    FieldPanel("kind"),
    FieldPanel("credential"),
    FieldPanel("photo"),
    FieldPanel("lede"),
    FieldPanel("biography"),
]
PERSON_INDEX_PANELS = [*Page.content_panels, FieldPanel("lede")]
