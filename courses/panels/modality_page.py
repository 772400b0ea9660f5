from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

MODALITY_PAGE_PANELS = [
    *Page.content_panels,
    FieldPanel("modality"),
    MultiFieldPanel([FieldPanel("lede"), FieldPanel("picture")], heading=_("Top of the page")),
    FieldPanel("description"),
    FieldPanel("feeling"),
    FieldPanel("for_whom"),
    FieldPanel("not_for"),
    FieldPanel("evidence"),
    FieldPanel("sources"),
]
MODALITY_INDEX_PANELS = [*Page.content_panels, FieldPanel("lede")]
