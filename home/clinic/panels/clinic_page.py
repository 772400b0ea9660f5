from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from home.core.panels.dated import DatedFiguresForm
from home.core.panels.standard_page import STANDARD_PAGE_CONTENT

TOP, BODY = STANDARD_PAGE_CONTENT
CLINIC_PAGE_CONTENT = [
    TOP,
    MultiFieldPanel(
        [
            FieldPanel("treatments"),
            FieldRowPanel([FieldPanel("prices_as_of"), FieldPanel("prices_review_by")]),
            FieldPanel("price_note"),
        ],
        heading=_("Services and prices"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("street"),
            FieldRowPanel([FieldPanel("city"), FieldPanel("region"), FieldPanel("postal_code")]),
            FieldPanel("phone"),
            FieldPanel("arrival"),
            FieldPanel("hours"),
            FieldPanel("map_picture"),
            FieldPanel("map_url"),
        ],
        heading=_("Where and when"),
    ),
    BODY,
]


class ClinicPageForm(DatedFiguresForm):
    dated = (("treatments", "prices_as_of", "prices_review_by"),)
