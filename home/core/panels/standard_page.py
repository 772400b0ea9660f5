from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

STANDARD_PAGE_CONTENT = [
    MultiFieldPanel(
        [
            FieldPanel("eyebrow"),
            FieldPanel("lede"),
            FieldPanel("actions"),
            FieldPanel("hero_picture"),
        ],
        heading=_("Top of the page"),
    ),
    FieldPanel("body"),
]
