from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel

HOME_PAGE_CONTENT = [
    MultiFieldPanel(
        [
            FieldPanel("eyebrow"),
            FieldPanel("headline"),
            FieldPanel("lede"),
            FieldPanel("actions"),
            FieldPanel("facts"),
            FieldPanel("hero_picture"),
        ],
        heading=_("Top of the page"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("cards_heading"),
            FieldPanel("cards_lede"),
            PageChooserPanel("cards_index"),
        ],
        heading=_("Cards"),
    ),
    FieldPanel("body"),
]
