"""The pictures in the site's library, each with the words for those who do not see it."""

import io

from django.core.files.images import ImageFile

from home.models import Picture

from . import maps, scenes, story_scenes

PICTURES = {
    "bay": (
        scenes.bay,
        "Palmetto and sun",
        "A drawing of palmetto fronds before a low sun over a calm green bay.",
    ),
    "room": (
        scenes.room,
        "Treatment room",
        "A drawing of a treatment room: a massage table with white linen, folded towels, a plant, "
        "and an arched window with the sun above the sea.",
    ),
    "back": (
        scenes.back,
        "Contours",
        "Golden contour lines on dark green that rise over two shoulders and dip along a spine.",
    ),
    "stones": (
        scenes.stones,
        "Stones in still water",
        "A drawing of five smooth stones balanced one upon another in still water, a sun behind.",
    ),
    "herbs": (
        scenes.herbs,
        "Herbs",
        "A drawing of five tall herb stems in greens against a low sun.",
    ),
    "path": (
        scenes.path,
        "Path to the sun",
        "A drawing of a pale path that winds over green hills toward a low sun.",
    ),
    "city": (
        story_scenes.city,
        "City by the water",
        "A drawing of simple green houses by the water, some windows lit, a low sun between them.",
    ),
    "towels": (
        story_scenes.towels,
        "Towels and candle",
        "A drawing of six rolled towels in a stack beside a burning candle on a wooden table.",
    ),
    "ripples": (
        story_scenes.ripples,
        "Ripples",
        "A drawing of golden rings that spread over dark green water from one falling drop.",
    ),
    "streets": (
        maps.streets,
        "The way to the clinic",
        "A drawn map: the clinic is at 24 Palmetto Row, on the north side, between Heron Street and "
        "Egret Street, one block from the park; buses stop at the corner of Heron Street.",
    ),
    "evening": (
        story_scenes.evening,
        "Evening",
        "A drawing of a moon above dark green hills and a small house with one lit window.",
    ),
}


def load_pictures() -> dict[str, Picture]:
    """Return the pictures by short name, with those drawn that the library does not hold yet."""
    titles = [title for _, title, _ in PICTURES.values()]
    found = {picture.title: picture for picture in Picture.objects.filter(title__in=titles)}
    return {
        name: found.get(title) or _draw(name, title, description, scene)
        for name, (scene, title, description) in PICTURES.items()
    }


def _draw(name: str, title: str, description: str, scene) -> Picture:
    content = io.BytesIO()
    scene().save(content, "JPEG", quality=90, optimize=True)
    return Picture.objects.create(
        title=title,
        description=description,
        credit="Palmetto College",
        file=ImageFile(content, name=f"{name}.jpg"),
    )
