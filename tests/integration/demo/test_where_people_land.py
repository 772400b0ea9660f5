"""Each person of the demo school lands where they work, and the admin shows them what is theirs."""

import re
from collections.abc import Iterator

from django.contrib.auth import get_user_model
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import resolve
from wagtail.admin.menu import MenuItem, admin_menu

from portal.demo.people import PASSWORD, PEOPLE

LANDS = {
    "lucia": "/hours/",
    "andre": "/hours/",
    "mei": "/hours/",
    "joel": "/hours/",
    "rosa": "/hours/",
    "theo": "/hours/",
    "cora": "/hours/",
    "otis": "/hours/",
    "edie": "/admin/",
    "wren": "/admin/",
    "nora": "/admin/",
    "admin": "/admin/",
}
PANELS = {
    "edie": [
        "Next events",
        "Waiting for your review",
        "Your drafts",
        "Facts to review",
        "Broken links",
        "Pages without a translation",
    ],
    "wren": ["Your drafts"],
    "nora": ["New inquiries", "Next events"],
    "cora": ["My desk"],
}
PANELS["admin"] = ["New inquiries", *PANELS["edie"], "System"]
# Nobody locks a page in the demo, and all of its pages are in both languages.
MAY_BE_EMPTY = {"locked-pages", "untranslated-pages"}
LEADS_ELSEWHERE = {"site", "desk"}
ROW = re.compile(
    r"<tr\b.*?<td|<li[^>]*>\s*<a[^>]*data-chooser|image-choice|class=\"item", re.DOTALL
)


def person(name: str):
    return get_user_model().objects.get(email=f"{name}@palmetto.test")


def browser_of(name: str) -> Client:
    browser = Client()
    browser.force_login(person(name))
    return browser


def request_of(name: str) -> HttpRequest:
    request = RequestFactory().get("/admin/")
    request.user = person(name)
    return request


def entries(items: list[MenuItem], request: HttpRequest) -> Iterator[MenuItem]:
    """Yield the entries of a menu and its submenus that lead to pages of the admin."""
    for item in items:
        if menu := getattr(item, "menu", None):
            yield from entries(menu.menu_items_for_request(request), request)
        elif str(item.url).startswith("/") and item.name not in LEADS_ELSEWHERE:
            yield item


def menu_of(name: str) -> list[MenuItem]:
    resolve("/admin/")  # registers the viewsets' entries
    request = request_of(name)
    return admin_menu.menu_items_for_request(request)


def panels_of(name: str) -> list[str]:
    page = browser_of(name).get("/admin/").text
    return re.findall(r"data-panel-heading-text>(.*?)<", page)


def test_each_person_signs_in_and_lands_where_they_work(demo_school):
    assert {f"{name}@palmetto.test" for name in LANDS} == {each.email for each in PEOPLE}
    for name, place in LANDS.items():
        browser = Client()
        credentials = {"login": f"{name}@palmetto.test", "password": PASSWORD}
        answer = browser.post("/accounts/login/", credentials, follow=True)
        assert answer.status_code == 200, name
        assert answer.request["PATH_INFO"].startswith(place), name
        assert browser.session["_auth_user_id"] == str(person(name).pk)


def test_each_persons_dashboard_shows_what_waits_for_them(demo_school):
    shown = {name: panels_of(name) for name in PANELS}
    ours = {panel for panels in PANELS.values() for panel in panels}
    assert {name: [each for each in shown[name] if each in ours] for name in shown} == PANELS
    assert "Your pages and snippets in a workflow" in shown["wren"]


def test_a_page_in_review_is_named_once_on_the_reviewers_dashboard(demo_school):
    assert "Awaiting your review" not in panels_of("edie")
    page = browser_of("edie").get("/admin/").text
    assert page.count("Sent by Wren Okafor") == 1


def test_no_entry_of_the_menu_refuses_the_person_who_sees_it(demo_school):
    for name in PANELS:
        browser = browser_of(name)
        for entry in entries(menu_of(name), request_of(name)):
            assert browser.get(str(entry.url), follow=True).status_code == 200, (name, entry.url)


def test_every_list_of_the_admin_has_something_to_show(demo_school):
    browser = browser_of("admin")
    empty = [
        entry.name
        for entry in entries(menu_of("admin"), request_of("admin"))
        if not ROW.search(browser.get(str(entry.url), follow=True).text.partition("<main")[2])
    ]
    assert set(empty) - MAY_BE_EMPTY == {"school-and-footer"}  # a form, no list
