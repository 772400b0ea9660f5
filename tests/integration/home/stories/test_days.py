"""Readers see the day a story went live, never a future one."""

import datetime
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from django.utils.timezone import override
from wagtail.models import Locale, Site
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from home.stories.models import StoryPage
from tests.factories.people import SuperuserFactory
from tests.factories.stories import StoryCategoryFactory, StoryPageFactory, story_index

pytestmark = pytest.mark.django_db

EASTERN = ZoneInfo("America/New_York")
MORNING = datetime.datetime(2026, 11, 2, 8, 30, tzinfo=EASTERN)
TODAY = MORNING.date()
DAY = datetime.timedelta(days=1)
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def morning():
    with time_machine.travel(MORNING, tick=False):
        yield


def draft(**fields) -> StoryPage:
    story = StoryPageFactory(live=False, **{"title": "Sore back", "published_on": None, **fields})
    story.save_revision()
    return story


def approve(story: StoryPage) -> StoryPage:
    story.get_latest_revision().publish()
    return StoryPage.objects.get(pk=story.pk)


def form(**fields) -> dict:
    text = {"heading": "Why", "text": rich_text("<p>A few words.</p>")}
    return nested_form_data(
        {
            "title": "Sore back",
            "slug": "sore-back",
            "lede": "What you will know afterwards.",
            "category": StoryCategoryFactory().pk,
            "body": streamfield([("text", text)]),
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
            **fields,
        }
    )


def written(client, **fields) -> tuple[StoryPage, str]:
    """Write a story in the admin's form, and return it with the form's response."""
    client.force_login(SuperuserFactory())
    address = f"/admin/pages/add/home_stories/storypage/{story_index().pk}/"
    answer = client.post(address, form(**fields), follow=True)
    return StoryPage.objects.get(), answer.text


def test_a_story_has_the_day_it_was_approved():
    story = draft()

    with time_machine.travel(MORNING + 3 * DAY):
        assert approve(story).published_on == TODAY + 3 * DAY


def test_a_future_date_becomes_the_day_of_approval_everywhere(client):
    older = StoryPageFactory(title="Older", published_on=TODAY - DAY)
    approve(draft(published_on=TODAY + 9 * DAY, updated_on=TODAY + 10 * DAY))

    to_come = ("2026-11-11", "2026-11-12", "Nov. 11", "Nov. 12", "11 Nov", "12 Nov")
    for beneath in ("", "sore-back/", "older/", "topics/", "feed/", "feed/atom/", "2026/11/"):
        text = client.get(f"/stories/{beneath}").text
        assert not [day for day in to_come if day in text], beneath
    data = client.get("/stories/sore-back/").text
    assert '"datePublished": "2026-11-02"' in data
    assert '"dateModified": "2026-11-02"' in data
    with time_machine.travel(MORNING + DAY):
        newest = StoryPageFactory(title="Newest", published_on=TODAY + DAY)
        titles = [story.title for story in StoryPage.objects.readable()]
        assert titles == [newest.title, "Sore back", older.title]


def test_an_older_story_keeps_the_day_that_was_typed():
    assert approve(draft(published_on=TODAY - 400 * DAY)).published_on == TODAY - 400 * DAY


def test_a_scheduled_story_has_the_day_it_went_live(client):
    story = draft(published_on=TODAY, updated_on=TODAY + DAY, go_live_at=MORNING + 5 * DAY)
    approve(story)

    with time_machine.travel(MORNING + 5 * DAY + datetime.timedelta(minutes=1)):
        call_command("run_worker", once=True, verbosity=0)
        story = StoryPage.objects.get(pk=story.pk)
        assert (story.live, story.published_on, story.updated_on) == (True, TODAY + 5 * DAY, None)
        assert story.get_latest_revision_as_object().published_on == TODAY + 5 * DAY
        assert "Nov 7, 2026" in client.get("/stories/").text


def test_a_later_change_keeps_the_day(client):
    story = approve(draft())

    with time_machine.travel(MORNING + 9 * DAY):
        story.title = "Stiff back"
        story.published_on = TODAY + 20 * DAY
        story.save_revision()
        assert approve(story).published_on == TODAY


def test_the_day_is_the_schools_wherever_the_editor_is():
    story = draft()

    with override("Asia/Tokyo"), time_machine.travel(MORNING + datetime.timedelta(hours=12)):
        assert timezone.localdate() == TODAY + DAY
        assert approve(story).published_on == TODAY


def test_a_translation_has_the_day_of_the_story(client):
    spanish = Locale.objects.get_or_create(language_code="es")[0]
    story = draft(published_on=TODAY - 9 * DAY)
    translation = story.copy_for_translation(spanish, copy_parents=True)
    alias = story.copy_for_translation(
        Locale.objects.create(language_code="fr"), copy_parents=True, alias=True
    )
    Site.clear_site_root_paths_cache()
    translation.save_revision().publish()

    story = approve(story)
    story.published_on = None
    story.save_revision()
    approve(story)

    with time_machine.travel(MORNING + 4 * DAY):
        translation = StoryPage.objects.get(pk=translation.pk)
        translation.save_revision()
        assert approve(translation).published_on == TODAY
        assert StoryPage.objects.get(pk=alias.pk).published_on == TODAY


def test_feeds_have_the_time_at_which_a_story_went_live_today(client):
    approve(draft())
    StoryPageFactory(title="Imported today", published_on=TODAY)

    rss = ElementTree.fromstring(client.get("/stories/feed/").content)
    atom = ElementTree.fromstring(client.get("/stories/feed/atom/").content)

    moment = "Mon, 02 Nov 2026 08:30:00 -0500"
    assert [each.text for each in rss.iter("pubDate")] == [moment, moment]
    assert {each.text for each in atom.iter(f"{ATOM}updated")} == {"2026-11-02T08:30:00-05:00"}


def test_an_editor_who_types_a_future_date_is_told_what_readers_will_see(client):
    story, said = written(client, published_on="2026-11-20", **{"action-publish": "1"})

    assert story.published_on == TODAY
    assert "Readers will see Nov 2, 2026 as the date this story was published" in said


def test_an_editor_who_schedules_a_story_is_told_what_readers_will_see(client):
    go_live = {"go_live_at": "2026-11-12 09:00", "action-publish": "1"}
    story, said = written(client, published_on="2026-11-02", **go_live)

    assert not story.live
    assert "Readers will see Nov 12, 2026" in said


def test_a_writer_whose_draft_has_a_future_date_is_told_what_will_happen(client):
    _story, said = written(client, published_on="2026-11-20")

    assert "If the story goes live before Nov 20, 2026" in said


def test_nothing_is_said_while_a_draft_is_autosaved(client):
    story = approve(draft(published_on=TODAY - DAY, updated_on=TODAY))
    client.force_login(SuperuserFactory())
    typed = form(published_on="2026-11-20", updated_on="2026-11-02")
    address, as_json = f"/admin/pages/{story.pk}/edit/", {"Accept": "application/json"}

    assert client.post(address, typed, headers=as_json).json()["success"]
    assert "Readers will" not in client.get(address).text
    assert "Readers will see Nov 2, 2026" in client.post(address, typed, follow=True).text


def test_an_editor_who_types_no_day_or_an_earlier_one_is_told_nothing(client):
    _story, said = written(client, published_on="2026-10-20", **{"action-publish": "1"})

    assert "Readers will" not in said
    assert "Readers never" not in said


def test_a_draft_without_a_date_is_shown_with_the_one_readers_would_see(client):
    story = draft(go_live_at=MORNING + 5 * DAY)
    client.force_login(SuperuserFactory())

    assert "Nov 7, 2026" in client.get(f"/admin/pages/{story.pk}/view_draft/").text
