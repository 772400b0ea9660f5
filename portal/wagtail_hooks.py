"""The admin's menu and first page as a whole, and links out: to one's own desk, to the public site."""

from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem

from clinic_hours.desk.views.access import desks
from portal.admin_home import DeskPanel, SystemPanel, leave_out_repeated
from portal.admin_menu import group_items

LAST = 20_000  # after everything that Wagtail lists


hooks.register("construct_homepage_panels", leave_out_repeated)
hooks.register("construct_homepage_panels", DeskPanel.add_to)
hooks.register("construct_homepage_panels", SystemPanel.add_to)
hooks.register("construct_main_menu", group_items)


class DeskMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(desks(request).roles)


class PublicSiteMenuItem(MenuItem):
    """Uses a URL with its host: "/" alone is a prefix of every URL, so Wagtail would mark it as active."""

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        address = request.build_absolute_uri(str(self.url))
        return LinkMenuItem(self.name, self.label, address, icon_name=self.icon_name)


@hooks.register("register_admin_menu_item")
def register_desk() -> MenuItem:
    desk = reverse_lazy("hours:home")
    return DeskMenuItem(_("My desk"), desk, name="desk", icon_name="clipboard-list", order=LAST)


@hooks.register("register_admin_menu_item")
def register_public_site() -> MenuItem:
    home = reverse_lazy("wagtail_serve", args=[""])
    return PublicSiteMenuItem(
        _("Public site"), home, name="site", icon_name="globe", order=LAST + 1
    )
