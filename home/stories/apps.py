from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeStoriesConfig(AppConfig):
    name = "home.stories"
    label = "home_stories"
    verbose_name = _("Stories")
