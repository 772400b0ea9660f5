from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, MultipleChooserPanel
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
    MultipleChooserPanel(
        "practitioners",
        "person",
        heading=_("Practiced by"),
        label=_("Person"),
        help_text=_("Their pages link back to this one."),
    ),
]
MODALITY_INDEX_PANELS = [*Page.content_panels, FieldPanel("lede")]
