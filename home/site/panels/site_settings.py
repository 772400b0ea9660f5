from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

SITE_SETTINGS = [
    MultiFieldPanel(
        [
            FieldPanel("name"),
            FieldPanel("legal_name"),
            FieldPanel("tagline"),
            FieldPanel("tagline_es"),
        ],
        heading=_("The school"),
    ),
    MultiFieldPanel(
        [FieldPanel("address"), FieldPanel("campus"), FieldPanel("phone"), FieldPanel("email")],
        heading=_("Location and contact"),
    ),
    MultiFieldPanel(
        [FieldPanel("approval"), FieldPanel("approval_es"), FieldPanel("footer_links")],
        heading=_("Footer"),
    ),
]
