from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeNewsletterConfig(AppConfig):
    name = "home.newsletter"
    label = "home_newsletter"
    verbose_name = _("Newsletter")
    not_on_pages = {"subscriber", "subscribermail", "digest", "digeststory", "digestdelivery"}
