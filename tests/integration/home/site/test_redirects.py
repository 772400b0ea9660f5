"""Old addresses lead to the page, list or feed that was there."""

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from tests.factories.courses import ProgramIndexPageFactory
from tests.factories.pages import StandardPageFactory, home_page
from tests.factories.stories import StoryPageFactory, person

from .moving_pages import in_spanish, leads, there_and_back, unpublish

pytestmark = pytest.mark.django_db


@pytest.fixture
def rename(django_capture_on_commit_callbacks):
    """Return a function that gives a page another slug by publishing it."""

    def renamed(page: Page, slug: str) -> None:
        page = page.specific_class.objects.get(pk=page.pk)
        page.slug, page.alias_of = slug, None
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()

    return renamed


@pytest.fixture
def fees():
    return StandardPageFactory(title="Fees", slug="fees")


def test_a_renamed_page_is_found_at_its_old_address(client, fees, rename):
    rename(fees, "cost")

    assert leads(client, "/fees/") == "/cost/"


def test_a_moved_page_is_found_at_its_old_address(client, fees):
    StandardPageFactory(title="Rooms", slug="rooms", parent=fees)
    about = StandardPageFactory(title="About", slug="about")
    Page.objects.get(pk=fees.pk).move(about, pos="last-child")

    assert leads(client, "/fees/rooms/") == "/about/fees/rooms/"


def test_a_renamed_translation_is_found_at_its_old_address(client, fees, rename):
    rename(in_spanish(fees), "costos")

    assert leads(client, "/es/fees/", 302) == "/es/costos/"
    assert client.get("/es/fees/?hours=9")["Location"] == "/es/costos/?hours=9"
    assert client.get("/fees/").status_code == 200


def test_nothing_redirects_to_a_restricted_translation(client, fees, rename):
    spanish = in_spanish(fees)
    rename(spanish, "costos")
    PageViewRestriction.objects.create(page=spanish, restriction_type="login")

    assert client.get("/es/fees/").status_code == 200


def test_an_untranslated_page_is_found_in_the_readers_language(client, fees, rename):
    in_spanish(home_page())
    rename(fees, "cost")

    assert leads(client, "/es/fees/") == "/es/cost/"
    assert client.get("/es/never/").status_code == 404


def test_an_editors_redirect_works_in_both_languages(client, fees):
    in_spanish(home_page())
    Redirect.add_redirect("/tuition", "/fees/")
    Redirect.add_redirect("/board", "https://board.test/", is_permanent=False)

    assert leads(client, "/es/tuition/") == "/es/fees/"
    assert client.get("/es/board/")["Location"] == "https://board.test/"
    assert client.get("/es/board/").status_code == 302


def test_an_old_address_with_a_query_redirects_in_both_languages(client, fees):
    in_spanish(home_page())
    Redirect.add_redirect("/page?id=7&old=yes", "/fees/")
    Redirect.add_redirect("/page", "/")
    Redirect.add_redirect("/matrícula", "/fees/")

    for language in ("", "/es"):
        assert leads(client, f"{language}/page?old=yes&id=7") == f"{language}/fees/"
        assert leads(client, f"{language}/page?id=8") == f"{language}/"
        assert leads(client, f"{language}/matrícula/?from=letter") == f"{language}/fees/"


LISTS = ["feed/", "feed/atom/", "topics/", "category/pain-and-relief/", "tag/back/"]
LISTS += ["author/rosa/", "2026/05/"]


@pytest.mark.parametrize("prefix", ["", "/es"])
def test_the_lists_and_feeds_move_with_their_index(client, rename, prefix):
    story = StoryPageFactory(title="Sore back", author=person("Rosa"), tags=["Back"])
    if prefix:
        story = in_spanish(story)
    rename(story.get_parent(), "blog")
    status = 302 if prefix else 301  # the English pages are still at the old address

    for beneath in ["", "sore-back/", *LISTS]:
        found = leads(client, f"{prefix}/stories/{beneath}", status)
        assert found == f"{prefix}/blog/{beneath}"


def test_a_list_missing_in_the_translation_is_served_in_the_default_language(client, rename):
    story = StoryPageFactory(tags=["Back"])
    rename(in_spanish(story).get_parent(), "blog")
    StoryPageFactory(tags=["Neck"])

    assert client.get("/es/stories/tag/neck/").status_code == 200


def test_an_untranslated_feed_also_moves(client, rename):
    in_spanish(home_page())
    rename(StoryPageFactory().get_parent(), "blog")

    assert leads(client, "/es/stories/feed/") == "/es/blog/feed/"


def test_the_comparison_moves_with_the_programs(client, rename):
    rename(ProgramIndexPageFactory(slug="programs"), "studies")

    assert leads(client, "/programs/compare/") == "/studies/compare/"


def test_an_unpublished_page_that_got_its_name_back_is_not_found(client, fees, rename):
    spanish = in_spanish(fees)
    rename(spanish, "precios")
    there_and_back(rename, spanish, "costos")
    there_and_back(rename, fees, "cost")
    unpublish(spanish)
    unpublish(fees)

    for address in ("/fees/", "/cost/", "/es/precios/", "/es/costos/", "/es/fees/", "/es/cost/"):
        assert client.get(address).status_code == 404, address


def test_an_old_redirect_to_itself_is_not_found(client, fees):
    """Such a redirect was made before addresses were given back to their pages."""
    Redirect.add_redirect("/fees", fees, automatically_created=True)
    unpublish(fees)

    assert client.get("/fees/").status_code == 404


def test_pages_below_a_page_that_got_its_name_back_do_not_loop(client, fees, rename):
    rooms = StandardPageFactory(title="Rooms", slug="rooms", parent=fees)
    there_and_back(rename, fees, "cost")
    unpublish(rooms)

    assert client.get("/fees/rooms/").status_code == 404
    assert client.get("/cost/rooms/").status_code == 404


def test_a_list_without_stories_does_not_loop(client, rename):
    story = StoryPageFactory(tags=["Back"])
    there_and_back(rename, story.get_parent(), "blog")
    unpublish(story)

    assert client.get("/stories/tag/back/").status_code == 404
    assert client.get("/stories/feed/").status_code == 200


def test_two_pages_that_swapped_names_do_not_loop(client, fees, rename):
    rooms = StandardPageFactory(title="Rooms", slug="rooms")
    rename(fees, "for-now")
    rename(rooms, "fees")
    rename(fees, "rooms")
    assert "Rooms" in client.get("/fees/").text

    unpublish(fees)
    unpublish(rooms)
    assert client.get("/fees/").status_code == 404
    assert client.get("/rooms/").status_code == 404


def test_an_address_belongs_to_the_page_that_took_it_last(client, fees, rename):
    rename(fees, "cost")
    new = StandardPageFactory(title="New fees", slug="fees", live=False)
    assert leads(client, "/fees/") == "/cost/"

    new.save_revision().publish()
    assert not Redirect.objects.filter(old_path="/fees").exists()


def test_the_page_at_an_address_is_found_without_the_slash(client, fees, rename):
    rename(fees, "cost")
    StandardPageFactory(title="New fees", slug="fees")

    assert client.get("/fees")["Location"] == "/fees/"


def test_an_editors_redirect_loop_is_not_found(client, fees):
    in_spanish(home_page())
    Redirect.add_redirect("/one", "https://testserver/two/")
    Redirect.add_redirect("/two", "/es/three/")
    Redirect.add_redirect("/three", "/one/")
    Redirect.add_redirect("/self", "/self/?again=1")

    for address in ("/one/", "/two/", "/three/", "/es/one/", "/es/three/", "/self/"):
        assert client.get(address).status_code == 404, address


def test_an_old_address_redirects_in_one_step(client, fees, rename):
    in_spanish(home_page())
    Redirect.add_redirect("/tuition", "http://testserver/fees/")
    Redirect.add_redirect("/old-tuition", "/tuition")
    rename(fees, "cost")

    for language in ("", "/es"):
        assert leads(client, f"{language}/tuition/") == f"{language}/cost/"
        assert leads(client, f"{language}/old-tuition/") == f"{language}/cost/"


def test_an_old_address_redirects_to_the_translation_in_one_step(client, fees, rename):
    spanish = in_spanish(fees)
    rename(fees, "cost")
    rename(spanish, "costos")
    Redirect.objects.filter(old_path__startswith="/es/").delete()

    assert leads(client, "/es/fees/", 302) == "/es/costos/"


def test_the_old_address_of_a_deleted_page_is_not_found(client, fees, rename):
    rename(fees, "cost")
    unpublish(fees)

    assert client.get("/fees/").status_code == 404


def test_a_page_moved_out_of_the_site_is_not_found(client, rename):
    index = StoryPageFactory().get_parent()
    rename(index, "blog")
    Page.objects.get(pk=index.pk).move(Page.get_first_root_node(), pos="last-child")

    assert client.get("/stories/feed/").status_code == 404


def test_browsers_do_not_cache_redirects_forever(client, fees, rename):
    rename(fees, "cost")

    assert client.get("/fees/")["Cache-Control"] == "no-cache"
