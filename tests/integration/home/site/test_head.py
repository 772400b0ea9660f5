"""What pages tell search engines, and where they are listed."""

import json
import re
import xml.etree.ElementTree as ET

import pytest
from wagtail.models import Locale, PageViewRestriction, Site

from home.pages.models import HomePage
from tests.factories.pages import StandardPageFactory, home_page

pytestmark = pytest.mark.django_db

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def structured_data(html: str) -> list[dict]:
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
    return json.loads(script)["@graph"]


@pytest.fixture
def spanish_home() -> HomePage:
    locale, _ = Locale.objects.get_or_create(language_code="es")
    made = home_page().copy_for_translation(locale)
    made.slug = "inicio"
    made.save_revision().publish()
    Site.clear_site_root_paths_cache()
    return made


def addresses(client) -> list[str]:
    answer = client.get("/sitemap.xml")
    assert answer["Content-Type"] == "application/xml"
    return [entry.find(f"{MAP}loc").text for entry in ET.fromstring(answer.content)]


def way_to(client, address: str) -> list[tuple[str, str]]:
    (breadcrumb,) = structured_data(client.get(address).text)
    return [(item["name"], item["item"]) for item in breadcrumb["itemListElement"]]


def test_a_page_shows_its_place_in_the_site(client, settings):
    settings.SITE_URL = "https://school.test"
    above = StandardPageFactory(title="Who we are", slug="about")
    StandardPageFactory(title="Fees & <aid>", slug="fees", parent=above)

    assert way_to(client, "/about/fees/") == [
        ("Who we are", "https://school.test/about/"),
        ("Fees & <aid>", "https://school.test/about/fees/"),
    ]


def test_breadcrumbs_leave_out_pages_that_nobody_can_open(client):
    above = StandardPageFactory(title="Who we are", slug="about", live=False)
    StandardPageFactory(title="Fees", slug="fees", parent=above)

    assert [name for name, _address in way_to(client, "/about/fees/")] == ["Fees"]


def test_breadcrumbs_of_an_untranslated_page_are_in_its_language(client, spanish_home):
    above = StandardPageFactory(title="Who we are", slug="about")
    StandardPageFactory(title="Fees", slug="fees", parent=above)

    assert way_to(client, "/es/about/fees/") == way_to(client, "/about/fees/")


def test_a_title_cannot_end_the_script(client):
    StandardPageFactory(title="</script><script>alert(1)", slug="bad")
    assert "<script>alert(1)" not in client.get("/bad/").text


def test_a_page_names_its_canonical_address(client):
    StandardPageFactory(slug="fees")

    assert re.search(r'<link rel="canonical" href="http[^"]*/fees/">', client.get("/fees/").text)


def test_a_page_in_two_languages_names_both(client, spanish_home):
    html = client.get("/").text

    assert re.search(r'hreflang="es" href="http[^"]*/es/"', html)
    assert re.search(r'hreflang="x-default" href="http[^"]*/"', html)
    assert re.search(r'hreflang="en" href="http[^"]*/"', client.get("/es/").text)


def test_a_page_in_one_language_names_none(client, spanish_home):
    StandardPageFactory(slug="fees")

    assert 'rel="alternate" hreflang' not in client.get("/fees/").text


def test_a_page_without_a_translation_is_served_in_its_own_language(client, spanish_home):
    StandardPageFactory(slug="fees", title="Fees")
    html = client.get("/es/fees/").text

    assert '<html lang="es"' in html
    assert re.search(r'<main[^>]* lang="en"', html)
    assert re.search(r'<link rel="canonical" href="http[^"]*/fees/">', html)
    assert "/es/" not in re.search(r'rel="canonical" href="([^"]*)"', html).group(1)
    assert 'href="/fees/" lang="en"' in html  # and back again
    assert client.get("/es/no-such-page/").status_code == 404


def test_a_form_is_offered_in_the_other_language(client):
    assert 'href="/es/enquire/"' in client.get("/enquire/").text


def test_the_sitemap_lists_only_public_pages(client):
    StandardPageFactory(slug="fees")
    StandardPageFactory(slug="draft", live=False)
    closed = StandardPageFactory(slug="members")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    listed = addresses(client)

    assert any(url.endswith("/fees/") for url in listed)
    assert not any("draft" in url or "members" in url for url in listed)


def test_the_sitemap_names_the_languages_of_a_page(client, spanish_home):
    entries = ET.fromstring(client.get("/sitemap.xml").content)
    languages = [link.get("hreflang") for link in entries[0].findall(f"{XHTML}link")]

    assert sorted(languages) == ["en", "es"]


def test_the_sitemap_uses_the_sites_canonical_host(client, spanish_home, settings):
    settings.SITE_URL = "https://school.test"
    text = client.get("/sitemap.xml").text

    assert set(re.findall(r'(?:<loc>|href=")(\w+://[^/]+)', text)) == {"https://school.test"}


def test_robots_are_told_where_the_sitemap_is(client, settings):
    settings.SITE_URL = "https://school.test"
    lines = client.get("/robots.txt", headers={"Accept-Language": "es"}).text.splitlines()

    assert "Sitemap: https://school.test/sitemap.xml" in lines
    assert "Disallow: /hours/" in lines


@pytest.mark.parametrize("address", ["/search/", "/newsletter/confirm/"])
def test_robots_stay_out_of_non_pages_in_both_languages(client, address):
    lines = client.get("/robots.txt").text.splitlines()

    assert {f"Disallow: {address}", f"Disallow: /es{address}"} <= set(lines)


@pytest.mark.parametrize("address", ["/search/?q=back", "/es/search/?q=espalda", "/no-such-page/"])
def test_search_results_and_missing_pages_are_not_indexed(client, address):
    html = client.get(address).text

    assert '<meta name="robots" content="noindex">' in html
    assert 'rel="canonical"' not in html


def test_a_missing_page_offers_the_search(client):
    answer = client.get("/no-such-page/")

    assert answer.status_code == 404
    assert 'action="/search/"' in answer.text
