import pytest
from wagtail.blocks import StreamBlockValidationError, StructBlockValidationError

from home.core.blocks.links import LinkBlock
from home.stories.blocks.body import BodyBlock
from tests.factories.pages import PictureFactory, StandardPageFactory

pytestmark = pytest.mark.django_db

LINK = {"label": "Call us", "address": "tel:+13055550142"}
PALETTE = [
    ("text", {"heading": "How we teach", "text": "<p>At the table.</p>"}, "At the table."),
    ("quote", {"quote": "Touch comes before words.", "source": "A book"}, "A book"),
    (
        "questions",
        {"heading": "FAQ", "questions": [{"question": "When?", "answer": "<p>In May.</p>"}]},
        "In May.",
    ),
    ("facts", {"facts": [{"value": "125 h", "label": "in clinic"}] * 2}, "125 h"),
    ("steps", {"heading": "How", "steps": [{"title": "Log", "text": "At once."}] * 2}, "At once."),
    (
        "price_list",
        {"heading": "Prices", "prices": [{"service": "Swedish", "price": "$35"}]},
        "$35",
    ),
    (
        "contact",
        {"heading": "Visit", "phone": "305-555-0142", "hours": [{"days": "Friday", "times": "10"}]},
        'href="tel:+13055550142"',
    ),
    ("call_to_action", {"heading": "Come by", "link": LINK}, "Call us"),
]


@pytest.mark.parametrize(("kind", "value", "shown"), PALETTE, ids=[row[0] for row in PALETTE])
def test_each_block_of_the_palette_shows_what_the_editor_wrote(client, kind, value, shown):
    page = StandardPageFactory(body=[{"type": kind, "value": value}])

    assert shown in client.get(page.url).text


def test_every_block_explains_its_purpose_to_the_editor():
    without = [
        name for name, block in BodyBlock().child_blocks.items() if not block.meta.description
    ]

    assert without == []


@pytest.mark.parametrize("kind", ["picture", "feature"])
def test_pictures_use_the_alternative_text_written_for_this_place(client, settings, tmp_path, kind):
    settings.MEDIA_ROOT = tmp_path
    picture = {"image": PictureFactory().pk, "alt_text": "Two stones.", "decorative": False}
    value = {"picture": picture, "heading": "Stones", "text": "<p>Still.</p>", "links": []}
    page = StandardPageFactory(body=[{"type": kind, "value": value}])

    text = client.get(page.url).text

    assert 'alt="Two stones."' in text
    assert 'loading="lazy"' in text


def test_a_picture_without_alternative_text_is_refused():
    block = BodyBlock()
    value = {"image": PictureFactory().pk, "alt_text": "", "decorative": False}
    stream = block.to_python([{"type": "picture", "value": {"picture": value, "caption": ""}}])

    with pytest.raises(StreamBlockValidationError):
        block.clean(stream)


@pytest.mark.parametrize(
    "link",
    [
        {"label": "Nowhere"},
        {"label": "Script", "address": "javascript:alert(1)"},
        {"label": "Bare", "address": "example.org"},
    ],
    ids=lambda link: link["label"],
)
def test_a_link_needs_one_address_of_a_safe_kind(link):
    block = LinkBlock()

    with pytest.raises(StructBlockValidationError):
        block.clean(block.to_python(link))


def test_a_link_leads_to_a_page_or_to_an_address_but_not_to_both():
    block = LinkBlock()
    both = {"label": "Two ways", "page": StandardPageFactory().pk, "address": "/about/"}

    with pytest.raises(StructBlockValidationError):
        block.clean(block.to_python(both))


def test_a_button_disappears_when_its_page_is_unpublished(client):
    target = StandardPageFactory(title="Course", slug="course")
    link = {"type": "link", "value": {"label": "Open the course", "page": target.pk}}
    page = StandardPageFactory(actions=[link])
    assert "Open the course" in client.get(page.url).text

    target.unpublish()

    assert "Open the course" not in client.get(page.url).text
