from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList

EVENT_INDEX_CONTENT = [FieldPanel("lede")]

EVENT_PAGE_CONTENT = [
    FieldPanel("event"),
    MultiFieldPanel([FieldPanel("lede"), FieldPanel("picture")], heading=_("Top of the page")),
    FieldPanel("body"),
]

EVENT = ObjectList(
    [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
        FieldPanel("venue"),
        FieldPanel("places"),
        FieldPanel("is_called_off"),
    ]
)
