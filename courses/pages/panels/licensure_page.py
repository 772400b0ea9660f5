from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

LICENSURE_PAGE_PANELS = [*Page.content_panels, FieldPanel("lede"), FieldPanel("advice")]
