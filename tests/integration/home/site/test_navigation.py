import json

import pytest
from django.urls import reverse
from wagtail.models import Locale, PageViewRestriction, Site

from home.site.models import SiteSettings
from tests.factories.pages import StandardPageFactory, home_page

pytestmark = pytest.mark.django_db


def menu(client, path: str = "/") -> list[tuple[str, str, bool]]:
    context = client.get(path).context
    return [(link.title, link.url, link.active) for link in context["site_navigation"]]


@pytest.fixture
def clinic():
    return StandardPageFactory(title="Clinic", slug="clinic", show_in_menus=True)


def test_the_menu_contains_the_pages_an_editor_put_there(client, clinic):
    StandardPageFactory(title="Imprint", slug="imprint")

    assert menu(client) == [("Clinic", "/clinic/", False)]


def test_the_menu_marks_the_current_page(client, clinic):
    StandardPageFactory(parent=clinic, title="Prices", slug="prices", show_in_menus=True)

    assert menu(client, "/clinic/prices/") == [("Clinic", "/clinic/", True)]


def test_the_menu_hides_drafts_and_restricted_pages(client, clinic):
    StandardPageFactory(title="Soon", show_in_menus=True, live=False)
    PageViewRestriction.objects.create(page=clinic, restriction_type="login")

    assert menu(client) == []


def test_the_spanish_site_has_its_own_menu(client, clinic):
    spanish = Locale.objects.create(language_code="es")
    home_page().copy_for_translation(spanish).save_revision().publish()
    translated = clinic.copy_for_translation(spanish)
    translated.title, translated.slug = "Clínica", "clinica"
    translated.save_revision().publish()

    assert menu(client, "/es/") == [("Clínica", "/es/clinica/", False)]
    assert menu(client) == [("Clinic", "/clinic/", False)]


@pytest.mark.parametrize("address", ["/es/", "/es/enquire/", "/es/no-such-page/"])
def test_no_home_link_takes_a_spanish_reader_to_the_english_page(client, address):
    spanish = Locale.objects.create(language_code="es")
    home_page().copy_for_translation(spanish).save_revision().publish()
    page = client.get(address).text.replace('<a href="/" lang="en"', "")  # the language switch

    assert '<a class="brand" href="/es/">' in page
    assert 'href="/"' not in page


@pytest.fixture
def footer(clinic):
    links = [
        {"label": "Visit", "page": clinic.pk, "address": ""},
        {"label": "Board", "page": None, "address": "https://floridasmassagetherapy.test/"},
    ]
    site = Site.objects.get(is_default_site=True)
    SiteSettings.objects.filter(site=site).update(
        footer_links=json.dumps([{"type": "link", "value": link} for link in links])
    )


def test_a_link_in_the_footer_follows_its_page_when_it_moves(client, clinic, footer):
    clinic.slug = "community-clinic"
    clinic.save()

    links = client.get("/").context["footer_links"]
    assert [link.url for link in links] == [
        "/community-clinic/",
        "https://floridasmassagetherapy.test/",
    ]


def test_a_link_to_a_deleted_page_disappears_from_the_footer(client, clinic, footer):
    clinic.delete()

    assert [link.title for link in client.get("/").context["footer_links"]] == ["Board"]


def test_pages_outside_the_page_tree_also_have_the_menu(client, clinic):
    assert menu(client, reverse("account_login")) == [("Clinic", "/clinic/", False)]
