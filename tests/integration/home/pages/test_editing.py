from collections.abc import Iterator
from html import unescape

import pytest
from django.urls import reverse
from django.utils.html import strip_tags
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form
from wagtail.models import Page

from courses.pages.models import CareersPage
from home.core.fields.telephone import phone_url
from home.pages.models import HomePage, StandardPage
from home.site.models import SiteSettings
from tests.factories.pages import PictureFactory, StandardPageFactory, home_page
from tests.factories.people import SuperuserFactory
from tests.factories.stories import StoryPageFactory, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    client.force_login(SuperuserFactory())
    return client


def test_there_is_one_home_page():
    assert not HomePage.can_create_at(Page.get_first_root_node())


def test_standard_pages_are_below_the_home_page_or_each_other():
    assert StandardPage.can_create_at(home_page())
    assert StandardPage.can_create_at(StandardPageFactory())
    assert not StandardPage.can_create_at(Page.get_first_root_node())


def test_cards_need_a_heading_and_a_page_other_than_the_home_page(admin):
    home = home_page()
    home.cards_index = home

    with pytest.raises(Exception) as error:
        home.clean()
    home.cards_heading = "Everything"
    with pytest.raises(Exception) as other:
        home.clean()

    assert "cards_heading" in error.value.message_dict
    assert "cards_index" in other.value.message_dict


@pytest.mark.parametrize("page", ["home", "standard"])
def test_the_editing_form_of_a_page_opens(admin, page):
    page = home_page() if page == "home" else StandardPageFactory()

    assert admin.get(f"/admin/pages/{page.pk}/edit/").status_code == 200


def test_the_schools_settings_open_for_editing(admin):
    response = admin.get("/admin/settings/home_site/sitesettings/", follow=True)

    assert response.status_code == 200
    assert "license and approval" in response.text.lower()


def test_a_picture_cannot_be_saved_without_a_description():
    form = get_image_form(get_image_model())({"title": "A room"})

    assert "description" in form.errors


@pytest.mark.parametrize(
    ("number", "address"),
    [("305-555-0142", "tel:+13055550142"), ("+34 655 50 14 20", "tel:+34655501420"), ("", "")],
)
def test_a_phone_number_can_be_dialed(number, address):
    assert SiteSettings(phone=number).phone_url == address
    assert not number or phone_url(number) == address


BLOCKS = CareersPage._meta.get_field("body").stream_block.child_blocks


def words_in(value) -> Iterator[str]:
    """Yield the headings and short texts in a block's value, at any depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        named = value.items() if isinstance(value, dict) else enumerate(value)
        for name, each in named:
            yield from words_in(each) if name not in ("id", "type") else ()


def preview_of(client, block) -> str:
    answer = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    assert answer.status_code == 200
    return strip_tags(unescape(answer.text))


@pytest.mark.parametrize("library", ["with a picture", "empty"])
@pytest.mark.parametrize("name", BLOCKS)
def test_the_palette_shows_each_block_with_its_words(admin, settings, tmp_path, name, library):
    settings.MEDIA_ROOT = tmp_path
    if library != "empty":
        PictureFactory()
    StoryPageFactory(author=person(kind="graduate"))
    block = BLOCKS[name]
    assert block.is_previewable

    text = preview_of(admin, block)

    value = block.get_prep_value(block.get_preview_value())
    shown = [words for words in words_in(value.get("heading") or value) if words]
    assert shown
    assert strip_tags(shown[0]) in text


@pytest.mark.parametrize("name", ["picture", "feature"])
def test_a_block_with_a_picture_is_previewed_with_one_from_the_library(
    admin, settings, tmp_path, name
):
    settings.MEDIA_ROOT = tmp_path
    address = reverse("wagtailadmin_block_preview")
    drawn = admin.get(address, {"id": BLOCKS[name].definition_prefix}).text
    PictureFactory(description="Folded towels.")
    photographed = admin.get(address, {"id": BLOCKS[name].definition_prefix}).text

    assert 'class="waves"' in drawn
    assert 'alt="Folded towels."' in photographed
    assert 'class="waves"' not in photographed
