"""The admin's menu is grouped, whatever a person may open."""

import pytest
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from portal.admin_menu import group_items


def item(name: str) -> MenuItem:
    return MenuItem(name.title(), f"/admin/{name}/", name=name)


def submenu(name: str, *names: str) -> SubmenuMenuItem:
    return SubmenuMenuItem(name.title(), Menu(items=[item(each) for each in names]), name=name)


@pytest.fixture
def grouped(rf):
    """Return a function that groups entries, and returns {label: names of its entries}."""

    def group(*items: MenuItem) -> dict[str, list[str]]:
        request, menu = rf.get("/admin/"), list(items)
        group_items(request, menu)
        return {str(each.label): names_in(each, request) for each in menu}

    return group


def names_in(entry: MenuItem, request) -> list[str]:
    if not isinstance(entry, SubmenuMenuItem):
        return []
    return [each.name for each in entry.render_component(request).menu_items]


def test_entries_of_a_group_stand_together_in_its_order(grouped):
    menu = grouped(item("registrations"), item("images"), item("enquiries"), item("documents"))
    assert menu == {
        "Content": ["images", "documents"],
        "Admissions": ["enquiries", "registrations"],
    }


def test_a_submenu_gives_its_entries_to_the_group(grouped):
    menu = grouped(submenu("newsletter", "digests"), submenu("email", "outgoing", "undeliverable"))
    assert menu == {"Email": ["digests", "outgoing", "undeliverable"]}


def test_a_single_entry_needs_no_group(grouped):
    assert grouped(item("invitations")) == {"Invitations": []}


def test_an_entry_without_a_group_stays(grouped):
    assert grouped(item("reports"), item("images"), item("documents")) == {
        "Reports": [],
        "Content": ["images", "documents"],
    }
