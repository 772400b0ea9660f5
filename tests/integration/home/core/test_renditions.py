"""Renditions of pictures are made before a visitor needs them, and never all during one visit."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from wagtail.blocks import BaseStreamBlock, BaseStructBlock, ListBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

from home.core.fields.pictures import LOOKS
from home.core.models import Picture, PictureRendition
from home.core.selectors.renditions import looks_at
from home.core.services.renditions import make_renditions
from home.pages.models import StandardPage
from tests.factories.pages import PictureFactory, StandardPageFactory
from tests.rooms import models_of

pytestmark = pytest.mark.django_db

OF_ONE_PAGE = LOOKS["beside text"].filters + LOOKS["card"].filters


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def page():
    return StandardPageFactory(hero_picture=PictureFactory())


def made() -> set[str]:
    return set(PictureRendition.objects.values_list("filter_spec", flat=True))


def test_a_visit_before_they_are_made_makes_only_the_smallest(client, page):
    answer = client.get(page.url)
    assert made() == {"fill-480x360|format-jpeg"}
    assert "fill-480x360.format-jpeg" in answer.text
    client.get(page.url)
    assert len(made()) == 1


def test_a_visit_after_they_are_made_makes_none_and_shows_all(client, page):
    assert make_renditions() == len(OF_ONE_PAGE)
    answer = client.get(page.url)
    assert made() == {each.spec for each in OF_ONE_PAGE}
    assert all(f"fill-1040x780.format-{form}" in answer.text for form in ("avif", "webp", "jpeg"))


def test_the_worker_makes_them(client, page):
    call_command("run_worker", once=True)
    assert made() == {each.spec for each in OF_ONE_PAGE}
    assert make_renditions() == 0


def test_renditions_made_during_a_visit_are_not_made_again(client, page):
    client.get(page.url)
    assert make_renditions() == len(OF_ONE_PAGE) - 1


def test_a_picture_in_a_block_is_made_in_the_blocks_sizes(client):
    picture = PictureFactory()
    value = {"image": picture.pk, "alt_text": "A room", "decorative": False}
    body = [{"type": "picture", "value": {"picture": value, "caption": ""}}]
    page = StandardPageFactory(body=body)
    make_renditions()
    assert made() == {each.spec for each in LOOKS["column"].filters}
    client.get(page.url)
    assert len(made()) == len(LOOKS["column"].filters)


def test_a_new_focal_point_is_cropped_again(page):
    make_renditions()
    Picture.objects.update(
        focal_point_x=10, focal_point_y=10, focal_point_width=4, focal_point_height=4
    )
    assert make_renditions() == len(OF_ONE_PAGE)


def test_a_picture_that_no_page_shows_is_left_alone():
    PictureFactory()
    assert make_renditions() == 0


def test_a_lost_file_is_named_and_the_others_are_made(page, caplog):
    StandardPageFactory(hero_picture=PictureFactory())
    default_storage.delete(page.hero_picture.file.name)
    assert make_renditions() == len(OF_ONE_PAGE)
    assert f"Picture {page.hero_picture_id} cannot be drawn." in caplog.text


@pytest.mark.parametrize("content", [None, b"", b"nothing", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"])
def test_a_page_with_a_lost_or_broken_picture_still_works(client, page, content):
    default_storage.delete(page.hero_picture.file.name)
    if content is not None:
        default_storage.save(page.hero_picture.file.name, ContentFile(content))
    assert client.get(page.url).status_code == 200
    assert make_renditions() == 0


def blocks_with_pictures(block):
    """Yield every image chooser in a block, at any depth."""
    if isinstance(block, ImageBlock | ImageChooserBlock):
        yield block
    elif isinstance(block, ListBlock):
        yield from blocks_with_pictures(block.child_block)
    elif isinstance(block, BaseStreamBlock | BaseStructBlock):
        for child in block.child_blocks.values():
            yield from blocks_with_pictures(child)


@pytest.mark.parametrize(
    "path",
    [
        *("gone", "body.gone.picture", "body.picture.gone", "body.picture.caption.item"),
        *("lede.item", "body.picture.picture.item"),
    ],
)
def test_a_reference_to_a_removed_place_stops_nothing(path):
    """The reference index still has it until its page is saved again."""
    assert looks_at(StandardPage, path) == ()


def test_every_place_for_a_picture_declares_its_renditions():
    fields = [field for model in models_of("home", "courses") for field in model._meta.get_fields()]
    places = [
        field
        for field in fields
        if field.many_to_one
        and field.related_model is Picture
        and field.model is not PictureRendition
    ]
    for field in fields:
        if isinstance(field, StreamField):
            places += blocks_with_pictures(field.stream_block)
    assert len(places) > 10
    for place in places:
        assert set(place.looks) and set(place.looks) <= set(LOOKS), place
