"""The demo school in Spanish: every page, and everything on it."""

from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, Translation, TranslationSource
from wagtail_localize.segments.extract import extract_segments

from home.stories.models import StoryPage


def test_every_page_can_be_translated(demo_school):
    for page in Page.objects.filter(depth__gt=1).specific():
        assert extract_segments(page) is not None, page.url


def test_the_spanish_pages_have_no_english_left(demo_school):
    """Everything in a catalog is translated; addresses are the same in both languages."""
    translations = Translation.objects.filter(target_locale__language_code="es")
    assert translations.count() >= 10
    left = [
        f"{translation.source.object_repr}: {segment.string.data}"
        for translation in translations
        for segment in StringSegment.objects.filter(source=translation.source)
        .select_related("string")
        .annotate_translation(translation.target_locale)
        .exclude(context__path="slug")
        if segment.translation is None and not segment.string.data.startswith("/")
    ]

    assert left == []


def test_a_teachers_portrait_is_described_in_the_readers_language(demo_school, client):
    english, spanish = (
        client.get(f"{each}/faculty/rosa-castellanos/").text for each in ("", "/es")
    )

    assert 'alt="A drawn portrait of Rosa Castellanos' in english
    assert 'alt="Retrato dibujado de Rosa Castellanos' in spanish


def test_a_spanish_program_page_has_its_people_and_links_its_courses(demo_school, client):
    page = client.get("/es/programs/massage-therapy/").text

    assert 'href="/es/faculty/rosa-castellanos/"' in page
    assert 'href="/es/faculty/bea-santoro/"' in page
    assert 'href="/es/courses/mt-110-swedish-massage-foundations/"' in page
    assert "Era cocinera de línea" in client.get("/es/careers/").text


def test_a_spanish_story_has_its_tags_and_its_author_in_spanish(demo_school, client):
    address = "/es/stories/massage-for-back-pain/"
    text = client.get(address).text

    assert "Dolor de espalda" in text
    assert "Back pain" not in text
    assert 'href="/es/faculty/rosa-castellanos/" rel="author"' in text
    assert "LMT, instructora de clínica" in text


def test_a_page_translated_by_an_editor_keeps_its_own_tags(demo_school):
    story = StoryPage.objects.get(slug="massage-for-back-pain", locale__language_code="es")
    english = story.get_translation(Locale.get_default())
    source = TranslationSource.objects.get_for_instance(english)
    Translation.objects.get(source=source, target_locale=story.locale).save_target(publish=True)

    assert "Dolor de espalda" in StoryPage.objects.get(pk=story.pk).tags.names()


def test_a_spanish_readers_menu_is_complete(demo_school, client):
    english, spanish = (client.get(address).context for address in ("/", "/es/"))
    menus = [[link.url for link in each["site_navigation"]] for each in (english, spanish)]

    assert sorted(f"/es{url}" for url in menus[0]) == sorted(menus[1])
    assert all(client.get(url).status_code == 200 for url in menus[1])
