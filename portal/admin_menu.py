"""The admin's menu in groups. An entry that no group names stays on its own."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem


@dataclass(frozen=True, slots=True)
class Group:
    label: Promise
    icon: str
    order: int
    names: tuple[str, ...]  # of entries, in order; a submenu stands for its entries


GROUPS = (
    Group(_("Content"), "image", 200, ("images", "documents", "snippets")),
    Group(_("Admissions"), "mail", 260, ("enquiries", "events", "registrations")),
    Group(_("Email"), "mail", 320, ("newsletter", "email")),
    Group(_("People"), "user", 330, ("people", "invitations")),
)


def group_items(request: HttpRequest, items: list[MenuItem]) -> None:
    """Move the entries into their groups. For Wagtail's hook `construct_main_menu`."""
    for group in GROUPS:
        found = {item.name: item for item in items if item.name in group.names}
        if entries := entries_of(group, found, request):
            items[:] = [item for item in items if item.name not in found]
            items.append(as_one(group, entries))


def entries_of(group: Group, found: dict[str, MenuItem], request: HttpRequest) -> list[MenuItem]:
    entries: list[MenuItem] = []
    for name in group.names:
        item = found.get(name)
        if isinstance(item, SubmenuMenuItem):
            entries += item.menu.menu_items_for_request(request)
        elif item:
            entries.append(item)
    return entries


def as_one(group: Group, entries: list[MenuItem]) -> MenuItem:
    """Return the group's submenu; a single entry needs none."""
    if len(entries) == 1:
        return entries[0]
    return GroupMenuItem(group.label, Listed(entries), icon_name=group.icon, order=group.order)


class Listed(Menu):
    """Entries in the order given."""

    def __init__(self, entries: list[MenuItem]) -> None:
        super().__init__(items=entries)

    def render_component(self, request: HttpRequest) -> list:
        return [item.render_component(request) for item in self.menu_items_for_request(request)]


class GroupMenuItem(SubmenuMenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return True
