"""No page can have an address that something else responds to."""

from html import unescape

import pytest
from django.utils.translation import override
from wagtail.models import Locale, Page, get_page_models
from wagtail.test.utils.form_data import nested_form_data, streamfield
from wagtail_localize.models import StringSegment, StringTranslation
from wagtail_localize.operations import translate_object

from home.core.models.own_address import HasOwnAddress
from home.core.panels.page_form import PageCopyForm, PageForm
from home.core.reserved_addresses import TAKEN, is_taken
from home.pages.models import StandardPage
from tests.factories.courses import ProgramIndexPageFactory
from tests.factories.pages import StandardPageFactory, home_page
from tests.factories.people import SuperuserFactory
from tests.factories.stories import story_index

pytestmark = pytest.mark.django_db

AT_THE_TOP = ["accounts", "admin", "documents", "enquire", "en", "es", "hours", "i18n", "media"]
AT_THE_TOP += ["newsletter", "search", "static", "verify"]
OF_STORIES = ["author", "category", "feed", "tag", "topics", "1999", "2026"]
FREE = ["about", "events", "search-tips", "hours-and-prices", "3000", "feeds"]


@pytest.mark.parametrize("slug", AT_THE_TOP)
@pytest.mark.parametrize("language", ["en", "es"])
def test_below_the_home_page_the_sites_own_addresses_are_reserved(slug, language):
    with override(language):  # the editor's language
        assert is_taken(slug, home_page())


@pytest.mark.parametrize("slug", OF_STORIES)
def test_below_the_stories_the_addresses_of_lists_are_reserved(slug):
    assert is_taken(slug, story_index())


def test_below_the_programs_the_comparisons_address_is_reserved():
    assert is_taken("compare", ProgramIndexPageFactory())


@pytest.mark.parametrize("slug", FREE)
def test_other_addresses_are_free(slug):
    for parent in (home_page(), story_index(), ProgramIndexPageFactory()):
        assert not is_taken(slug, parent)


def test_further_down_a_page_may_have_any_address():
    assert not is_taken("search", StandardPageFactory(slug="about"))


def test_every_demo_page_has_a_unique_address(demo_school):
    pages = Page.objects.filter(depth__gt=2)
    assert [page.url_path for page in pages if is_taken(page.slug, page.get_parent())] == []


def test_every_type_of_page_refuses_them():
    ours = [model for model in get_page_models() if model._meta.app_label != "wagtailcore"]
    assert [model for model in ours if not issubclass(model, HasOwnAddress)] == []
    assert [model for model in ours if not issubclass(model.base_form_class, PageForm)] == []
    assert {model.copy_form_class for model in ours} == {PageCopyForm}


@pytest.fixture
def form() -> dict[str, str]:
    return nested_form_data(
        {
            "title": "Find us",
            "slug": "search",
            "actions": streamfield([]),
            "body": streamfield([]),
        }
    )


def test_an_editor_is_told_about_a_new_page(client, form):
    client.force_login(SuperuserFactory())
    answer = client.post(f"/admin/pages/add/home_pages/standardpage/{home_page().pk}/", form)

    assert str(TAKEN) in unescape(answer.text)
    assert not StandardPage.objects.exists()


def test_an_editor_is_told_when_a_page_gets_another_address(client, form):
    client.force_login(SuperuserFactory())
    page = StandardPageFactory(slug="find-us")
    answer = client.post(f"/admin/pages/{page.pk}/edit/", form)

    assert str(TAKEN) in unescape(answer.text)
    assert page.get_latest_revision() is None


def test_an_editor_is_told_about_a_copy(client):
    client.force_login(SuperuserFactory())
    page = StandardPageFactory(slug="find-us")
    copy = {"new_title": "Find us", "new_slug": "search", "new_parent_page": home_page().pk}
    answer = client.post(f"/admin/pages/{page.pk}/copy/", copy)

    assert str(TAKEN) in unescape(answer.text)
    assert StandardPage.objects.count() == 1


@pytest.fixture
def search_terms() -> StandardPage:
    """A page at /about/search/, which is allowed there but not at the top level."""
    return StandardPageFactory(
        title="Search", slug="search", parent=StandardPageFactory(slug="about")
    )


def test_an_editor_is_told_about_a_page_that_moves(client, search_terms):
    client.force_login(SuperuserFactory())
    address = f"/admin/pages/{search_terms.pk}/move/{home_page().pk}/confirm/"
    answer = client.post(address, follow=True)

    assert "“Search” was not moved" in answer.text
    assert StandardPage.objects.get(slug="search").url_path == search_terms.url_path


def test_an_editor_is_told_about_pages_that_move_together(client, search_terms):
    client.force_login(SuperuserFactory())
    free = StandardPageFactory(slug="find-us", parent=search_terms.get_parent())
    address = f"/admin/bulk/wagtailcore/page/move/?id={free.pk}&id={search_terms.pk}"
    answer = client.post(address, {"chooser": home_page().pk}, follow=True)

    assert "“Search” was not moved" in unescape(answer.text)
    assert StandardPage.objects.get(slug="find-us").url_path == free.url_path


def test_a_draft_does_not_move_to_where_its_pending_address_is_reserved(client):
    client.force_login(SuperuserFactory())
    page = StandardPageFactory(title="Find us", parent=StandardPageFactory(slug="about"))
    page.slug = "search"
    page.save_revision()
    address = f"/admin/pages/{page.pk}/move/{home_page().pk}/confirm/"

    assert "“Find us” was not moved" in client.post(address, follow=True).text


def test_a_page_may_move_where_its_address_is_free(client, search_terms):
    client.force_login(SuperuserFactory())
    other = StandardPageFactory(slug="help")
    client.post(f"/admin/pages/{search_terms.pk}/move/{other.pk}/confirm/")

    assert StandardPage.objects.get(slug="search").url_path == f"{other.url_path}search/"


def test_a_translator_is_told_about_a_reserved_address(client):
    client.force_login(SuperuserFactory())
    spanish = Locale.objects.create(language_code="es")
    home_page().copy_for_translation(spanish)
    page = StandardPageFactory(title="Look for it", slug="look-for-it")
    translate_object(page, [spanish])
    translated = page.get_translation(spanish)
    word = StringSegment.objects.get(context__path="slug", source__object_id=page.translation_key)
    StringTranslation.objects.create(
        translation_of=word.string, locale=spanish, context=word.context, data="search"
    )

    answer = client.post(f"/admin/pages/{translated.pk}/edit/", {"action": "publish"}, follow=True)

    assert answer.status_code == 200
    assert Page.objects.get(pk=translated.pk).slug == "look-for-it"
    assert str(TAKEN) in StringTranslation.objects.get().field_error
