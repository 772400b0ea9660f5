import io
import re

import pytest
from django.core.files.storage import default_storage
from PIL import Image
from wagtail.models import PageViewRestriction

from home.site.selectors.share_pictures import SharePicture
from tests.factories.stories import StoryPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def address_on(client, story) -> str:
    text = client.get(story.url).text
    return re.search(r'og:image" content="https?://[^/"]+([^"]+)"', text)[1]


def test_a_story_has_the_address_of_a_picture_of_its_title(client):
    response = client.get(address_on(client, StoryPageFactory()))

    assert response["Content-Type"] == "image/png"
    assert "immutable" in response["Cache-Control"]
    assert Image.open(io.BytesIO(response.content)).size == (1200, 630)


def test_a_new_title_has_a_new_address_and_the_old_one_redirects_there(client):
    story = StoryPageFactory(title="Sore back")
    before = address_on(client, story)
    story.title = "Sore neck"
    story.save()
    after = address_on(client, story)

    assert before != after
    assert client.get(before)["Location"] == after


def test_the_second_reader_gets_the_stored_file(client):
    address = address_on(client, StoryPageFactory())
    client.get(address)
    name = f"share/{address.rpartition('-')[2]}"
    default_storage.delete(name)
    with default_storage.open(name, "wb") as file:
        file.write(b"kept")

    assert client.get(address).content == b"kept"


@pytest.mark.parametrize("hidden", ["a draft", "for some"])
def test_restricted_pages_have_no_picture(client, hidden):
    story = StoryPageFactory()
    address = address_on(client, story)
    if hidden == "a draft":
        story.unpublish()
    else:
        PageViewRestriction.objects.create(page=story, restriction_type="login")

    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "title",
    [
        "",
        "x",
        "Kovač " * 60,
        "W" * 255,
        "¿Qué tal? — “Año”",
        "漢字",
        "a\nb",
        "\n",
        "\x00\x07",
        "\ufeff",
        "😀",
        "\ud800",
    ],
)
def test_any_title_can_be_drawn(title):
    for words in ((title, "Study", "Palmetto College"), ("Study", title, title)):
        assert 5_000 < len(SharePicture(*words).drawn()) < 80_000


def test_each_character_without_a_glyph_is_drawn_as_a_box():
    one, two, blank = (SharePicture(words, "", "").drawn() for words in ("漢", "漢字", ""))

    assert len({one, two, blank}) == 3
    assert one == SharePicture("ไ", "", "").drawn()


def test_characters_with_a_glyph_in_any_font_file_are_drawn():
    drawn = {SharePicture(letter, "", "").drawn() for letter in "aÞő漢"}

    assert len(drawn) == 4
