"""Wagtail's account page, with the single name that our accounts have."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import AccountView, BaseSettingsPanel, NameEmailSettingsPanel

from portal.accounts.forms import NameForm


class NamePanel(BaseSettingsPanel):
    name = "name"
    title = _("Name")
    order = NameEmailSettingsPanel.order
    form_class = NameForm


class AdminAccountView(AccountView):
    def get_panels(self) -> list[Any]:
        others = [each for each in super().get_panels() if each.name != NameEmailSettingsPanel.name]
        name = NamePanel(self.request, self.request.user, profile=None)
        return [name, *others]
