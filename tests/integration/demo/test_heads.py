"""What every page type tells search engines and sharing previews, on the demo's pages."""

import re
from html import unescape

import pytest

from tests.demo_pages import pages_by_type

pytestmark = pytest.mark.django_db

SITE = "https://school.test"
WORDS = ("og:title", "og:description", "og:site_name")
LISTS = ("stories/topics/", "stories/author/rosa-castellanos/", "programs/compare/")


@pytest.fixture
def school(demo_school, settings) -> None:
    settings.SITE_URL = SITE


def told(html: str) -> dict[str, str]:
    found = re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)">', html)
    assert len(found) == len(dict(found))  # no duplicates
    return {name: unescape(value) for name, value in found}


def addresses_and_languages() -> list[tuple[str, str]]:
    pages = [pages[0] for pages in pages_by_type()]
    return [(page.get_url(), page.locale.language_code) for page in pages]


def complaints(html: str, address: str, language: str) -> list[str]:
    said = told(html)
    wrong = [name for name in WORDS if not said.get(name)]
    wrong += [] if said.get("og:url") == f"{SITE}{address}" else ["og:url"]
    wrong += [] if said.get("og:locale") == f"{language}_US" else ["og:locale"]
    wrong += [] if said.get("og:type") in ("website", "article", "profile") else ["og:type"]
    wrong += [] if said.get("og:image", "").startswith(f"{SITE}/") else ["og:image"]
    wrong += [] if said.get("description") == said.get("og:description") else ["description"]
    wrong += [host for host in ("//testserver", "//localhost") if host in html]
    return wrong


def test_every_page_type_describes_its_content_when_shared(school, client):
    wrong = {
        address: found
        for address, language in addresses_and_languages()
        if (found := complaints(client.get(address).text, address, language))
    }
    assert wrong == {}


@pytest.mark.parametrize("language", ["en", "es"])
def test_so_do_lists_and_forms(school, client, language):
    prefix = "" if language == "en" else f"{language}/"
    lists = [f"/{prefix}{beneath}" for beneath in LISTS]
    wrong = {
        address: found
        for address in lists
        if (found := complaints(client.get(address).text, address, language))
    }
    assert wrong == {}
    for form in ("enquire", "newsletter"):
        said = told(client.get(f"/{prefix}{form}/?program=massage-therapy").text)
        assert said["og:url"] == f"{SITE}/{prefix}{form}/"


def test_a_list_is_shared_under_its_own_title(school, client):
    assert told(client.get("/stories/author/rosa-castellanos/").text)["og:title"].startswith("Rosa")


def test_a_share_picture_is_drawn_on_request(school, client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    picture = told(client.get("/clinic/").text)["og:image"]

    assert not (tmp_path / "share").exists()
    assert client.get(picture.removeprefix(SITE))["Content-Type"] == "image/png"
