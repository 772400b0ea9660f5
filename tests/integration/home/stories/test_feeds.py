import datetime
from xml.etree import ElementTree

import pytest
import time_machine

from tests.factories.stories import StoryPageFactory, person

pytestmark = pytest.mark.django_db

SITE = "https://school.test"
ATOM = "{http://www.w3.org/2005/Atom}"
FULL_TEXT = "{http://purl.org/rss/1.0/modules/content/}encoded"


@pytest.fixture(autouse=True)
def known_at(settings) -> None:
    """Links in a feed use the site's known address, whatever host the feed reader requested."""
    settings.SITE_URL = SITE


def rss_items(client) -> list[ElementTree.Element]:
    return ElementTree.fromstring(client.get("/stories/feed/").content).findall("channel/item")


def text_block(text: str) -> list[dict]:
    return [{"type": "text", "value": {"heading": "Why", "text": text}}]


def test_the_feed_has_the_newest_stories_first_and_in_full(client):
    StoryPageFactory(title="Older", published_on=datetime.date(2026, 5, 1))
    StoryPageFactory(title="Newer", published_on=datetime.date(2026, 5, 2))

    items = rss_items(client)

    assert [item.findtext("title") for item in items] == ["Newer", "Older"]
    assert "<h2>Why it helps</h2>" in items[0].findtext(FULL_TEXT)
    assert "<p>A few words.</p>" in items[0].findtext(FULL_TEXT)
    assert items[0].findtext("pubDate") == "Sat, 02 May 2026 12:00:00 -0400"


def test_the_atom_feed_says_when_a_story_changed(client):
    StoryPageFactory(updated_on=datetime.date(2026, 6, 1))

    response = client.get("/stories/feed/atom/")
    feed = ElementTree.fromstring(response.content)

    assert response["Content-Type"].startswith("application/atom+xml")
    assert feed.findtext(f"{ATOM}entry/{ATOM}updated") == "2026-06-01T12:00:00-04:00"
    assert "Why it helps" in feed.findtext(f"{ATOM}entry/{ATOM}content")
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["self"] == f"{SITE}/stories/feed/atom/"


def test_links_in_a_feed_work_from_anywhere(client):
    StoryPageFactory(body=text_block('<p><a href="/clinic/">The clinic</a></p>'))

    text = rss_items(client)[0].findtext(FULL_TEXT)

    assert f'<a href="{SITE}/clinic/">' in text
    assert "class=" not in text
    assert "<svg" not in text


def test_a_character_not_allowed_in_xml_does_not_break_the_feed(client):
    StoryPageFactory(title="Bell \x07", body=text_block("<p>Vertical \x0b tab</p>"))

    assert rss_items(client)[0].findtext("title") == "Bell "


def test_a_story_keeps_its_id_in_the_feed_when_it_moves(client):
    story = StoryPageFactory()
    before = rss_items(client)[0].findtext("guid")
    story.slug = "elsewhere"
    story.save()

    item = rss_items(client)[0]

    assert item.findtext("guid") == before
    assert item.findtext("link") == f"{SITE}/stories/elsewhere/"


def test_every_list_and_story_tells_browsers_where_the_feeds_are(client):
    story = StoryPageFactory()

    for address in ("/stories/", story.url):
        assert 'type="application/atom+xml"' in client.get(address).text


@pytest.mark.parametrize(("address", "version"), [("", "rss20"), ("atom/", "atom10")])
def test_a_feed_reader_understands_everything(client, address, version):
    feedparser = pytest.importorskip("feedparser", reason="pip install -r requirements-dev.txt")
    StoryPageFactory(title="Sore & stiff", author=person(), tags=["Back"])
    StoryPageFactory(title="By the school", published_on=datetime.date(2026, 1, 1))

    read = feedparser.parse(client.get(f"/stories/feed/{address}").content)

    assert (read.bozo, read.version) == (False, version)
    assert read.feed.language == "en"
    assert read.entries[0].title == "Sore & stiff"
    assert read.entries[0].author == "Rosa Castellanos"
    assert [tag.term for tag in read.entries[0].tags] == ["Pain and relief", "Back"]
    assert "Why it helps" in read.entries[0].content[-1].value
    assert len({entry.id for entry in read.entries}) == 2


def test_an_atom_feed_has_an_author_for_each_story(client):
    """RFC 4287, 4.1.1: an entry without an author needs an author in the feed."""
    StoryPageFactory()
    feed = ElementTree.fromstring(client.get("/stories/feed/atom/").content)

    assert feed.findtext(f"{ATOM}author/{ATOM}name")


FEEDS = ["/stories/feed/", "/stories/feed/atom/"]
PACKING = [{}, {"Accept-Encoding": "gzip"}]


def published(story):
    story.save_revision().publish()
    return story


@pytest.mark.parametrize("address", FEEDS)
@pytest.mark.parametrize("packing", PACKING)
def test_an_unchanged_feed_is_not_sent_again(client, address, packing):
    published(StoryPageFactory())
    first = client.get(address, headers=packing)
    by_tag = packing | {"If-None-Match": first["ETag"]}
    by_date = packing | {"If-Modified-Since": first["Last-Modified"]}

    assert client.get(address, headers=by_tag).status_code == 304
    assert client.get(address, headers=by_date).status_code == 304
    assert client.get(address, headers=by_tag | by_date).status_code == 304


def corrected(story) -> None:
    story.lede = "Said better."
    published(story)


CHANGES = {
    "a correction": corrected,
    "a story of a day before": lambda story: published(
        StoryPageFactory(published_on=story.published_on - datetime.timedelta(days=1))
    ),
    "a story that was taken down": lambda story: story.unpublish(),
}


@pytest.mark.parametrize("address", FEEDS)
@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_feed_is_sent_in_full(client, address, change):
    early = "2026-05-04 08:00-04:00"  # before noon on the story's day
    with time_machine.travel(early, tick=False) as clock:
        story = published(StoryPageFactory(published_on=datetime.date(2026, 5, 4)))
        StoryPageFactory(published_on=datetime.date(2026, 5, 3))
        first = client.get(address)
        clock.shift(60)
        CHANGES[change](story)

        for name, value in (("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified")):
            assert client.get(address, headers={name: first[value]}).status_code == 200
        assert first["Last-Modified"] == "Mon, 04 May 2026 12:00:00 GMT"
