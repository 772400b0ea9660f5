from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, ObjectList, PageChooserPanel

DIGEST = ObjectList(
    [
        FieldPanel("subject"),
        FieldPanel("language"),
        FieldPanel("greeting"),
        InlinePanel(
            "stories",
            [PageChooserPanel("story", "home_stories.StoryPage")],
            heading=_("Stories"),
            label=_("Story"),
            min_num=1,
            max_num=12,
        ),
    ]
)
