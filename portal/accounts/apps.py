from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    label = "accounts"
    verbose_name = _("Accounts")


class PeopleConfig(WagtailUsersAppConfig):
    """Wagtail's screens for users, with people who have one name and come by invitation."""

    user_viewset = "portal.accounts.viewsets.PeopleViewSet"
