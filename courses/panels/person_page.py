from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

PERSON_PAGE_PANELS = [
    *Page.content_panels,
    FieldPanel("kind"),
    FieldPanel("credential"),
    FieldPanel("photo"),
    FieldPanel("lede"),
    FieldPanel("biography"),
    FieldPanel("modalities"),
    FieldPanel("courses"),
    MultiFieldPanel(
        [FieldPanel("program"), FieldPanel("graduated_in")], heading=_("For a graduate")
    ),
]
PERSON_INDEX_PANELS = [*Page.content_panels, FieldPanel("lede")]
