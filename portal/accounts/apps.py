from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    label = "accounts"
    verbose_name = _("Accounts")


class PeopleConfig(WagtailUsersAppConfig):
    """Wagtail's user screens, for people who have a single name and join by invitation."""

    user_viewset = "portal.accounts.viewsets.PeopleViewSet"
