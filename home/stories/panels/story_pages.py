from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel

STORY_INDEX_CONTENT = [FieldPanel("lede")]

STORY_PAGE_CONTENT = [
    MultiFieldPanel(
        [
            FieldPanel("lede"),
            FieldPanel("picture"),
        ],
        heading=_("Top of the page"),
    ),
    FieldPanel("body"),
    MultiFieldPanel(
        [
            PageChooserPanel("author"),
            FieldPanel("category"),
            FieldPanel("tags"),
            FieldRowPanel([FieldPanel("published_on"), FieldPanel("updated_on")]),
        ],
        heading=_("Author, date and topic"),
    ),
]
