"""The pictures in the site's library, each with its text alternative.

A picture is a scene, its title, and its description in English and Spanish.
"""

import io
from collections.abc import Callable

from django.core.files.images import ImageFile
from PIL import Image

from home.core.models import Picture

from . import maps, portraits, scenes, story_scenes

PICTURES = {
    "bay": (
        scenes.bay,
        "Palmetto and sun",
        "A drawing of palmetto fronds before a low sun over a calm green bay.",
        "Dibujo de hojas de palmito ante un sol bajo sobre una bahía verde y tranquila.",
    ),
    "room": (
        scenes.room,
        "Treatment room",
        "A drawing of a treatment room: a massage table with white linen, folded towels, a plant, "
        "and an arched window with the sun above the sea.",
        "Dibujo de una sala de tratamiento: una camilla con ropa blanca, toallas dobladas, una "
        "planta y una ventana en arco con el sol sobre el mar.",
    ),
    "back": (
        scenes.back,
        "Contours",
        "Golden contour lines on dark green that rise over two shoulders and dip along a spine.",
        "Líneas doradas de contorno sobre verde oscuro, que suben por dos hombros y bajan a lo "
        "largo de una columna.",
    ),
    "stones": (
        scenes.stones,
        "Stones in still water",
        "A drawing of five smooth stones balanced one upon another in still water, a sun behind.",
        "Dibujo de cinco piedras lisas en equilibrio, una sobre otra, en agua quieta, con un "
        "sol detrás.",
    ),
    "herbs": (
        scenes.herbs,
        "Herbs",
        "A drawing of five tall herb stems in greens against a low sun.",
        "Dibujo de cinco tallos altos de hierbas en tonos verdes ante un sol bajo.",
    ),
    "path": (
        scenes.path,
        "Path to the sun",
        "A drawing of a pale path that winds over green hills toward a low sun.",
        "Dibujo de un camino claro que serpentea por colinas verdes hacia un sol bajo.",
    ),
    "city": (
        story_scenes.city,
        "City by the water",
        "A drawing of simple green houses by the water, some windows lit, a low sun between them.",
        "Dibujo de casas verdes y sencillas junto al agua, algunas ventanas encendidas, con un "
        "sol bajo entre ellas.",
    ),
    "towels": (
        story_scenes.towels,
        "Towels and candle",
        "A drawing of six rolled towels in a stack beside a burning candle on a wooden table.",
        "Dibujo de seis toallas enrolladas en una pila junto a una vela encendida sobre una "
        "mesa de madera.",
    ),
    "ripples": (
        story_scenes.ripples,
        "Ripples",
        "A drawing of golden rings that spread over dark green water from one falling drop.",
        "Dibujo de anillos dorados que se abren sobre agua verde oscura desde una gota que cae.",
    ),
    "streets": (
        maps.streets,
        "The way to the clinic",
        "A drawn map: the clinic is at 24 Palmetto Row, on the north side, between Heron Street and "
        "Egret Street, one block from the park; buses stop at the corner of Heron Street.",
        "Plano dibujado: la clínica está en 24 Palmetto Row, del lado norte, entre Heron "
        "Street y Egret Street, a una cuadra del parque; los autobuses paran en la esquina de "
        "Heron Street.",
    ),
    "evening": (
        story_scenes.evening,
        "Evening",
        "A drawing of a moon above dark green hills and a small house with one lit window.",
        "Dibujo de una luna sobre colinas verde oscuro y una casa pequeña con una ventana "
        "encendida.",
    ),
    "rosa": (
        portraits.rosa,
        "Portrait of Rosa Castellanos",
        "A drawn portrait of Rosa Castellanos: a woman with dark hair in a bun and a clay red top.",
        "Retrato dibujado de Rosa Castellanos: una mujer de pelo oscuro recogido en un moño y "
        "blusa color barro.",
    ),
    "theo": (
        portraits.theo,
        "Portrait of Theo Lindqvist",
        "A drawn portrait of Theo Lindqvist: a man with short fair hair, a full beard and a "
        "green shirt.",
        "Retrato dibujado de Theo Lindqvist: un hombre de pelo claro y corto, barba cerrada y "
        "camisa verde.",
    ),
    "desmond": (
        portraits.desmond,
        "Portrait of Desmond Achebe",
        "A drawn portrait of Desmond Achebe: a man with cropped hair, round glasses and a "
        "mustard yellow shirt.",
        "Retrato dibujado de Desmond Achebe: un hombre de pelo muy corto, anteojos redondos y "
        "camisa color mostaza.",
    ),
    "ines": (
        portraits.ines,
        "Portrait of Inês Duarte",
        "A drawn portrait of Inês Duarte: a woman with wavy brown hair, a streak of gray and a "
        "dark green top.",
        "Retrato dibujado de Inês Duarte: una mujer de pelo castaño y ondulado con un mechón "
        "gris, y blusa verde oscuro.",
    ),
    "hana": (
        portraits.hana,
        "Portrait of Hana Whitlock",
        "A drawn portrait of Hana Whitlock: a woman with a straight black bob and a pale green "
        "top.",
        "Retrato dibujado de Hana Whitlock: una mujer de melena negra y lisa con flequillo, y "
        "blusa verde claro.",
    ),
    "marisol": (
        portraits.marisol,
        "Portrait of Marisol Vega",
        "A drawn portrait of Marisol Vega: a woman with short dark curls and a rust brown "
        "jacket with a standing collar.",
        "Retrato dibujado de Marisol Vega: una mujer de rizos oscuros y cortos, con chaqueta "
        "color óxido de cuello alto.",
    ),
}


def load_pictures() -> dict[str, Picture]:
    """Return the pictures by short name, drawing those that the library lacks."""
    titles = [title for _, title, *_ in PICTURES.values()]
    found = {picture.title: picture for picture in Picture.objects.filter(title__in=titles)}
    return {
        name: found.get(title) or _draw(name, title, descriptions, scene)
        for name, (scene, title, *descriptions) in PICTURES.items()
    }


def _draw(
    name: str, title: str, descriptions: list[str], scene: Callable[[], Image.Image]
) -> Picture:
    english, spanish = descriptions
    content = io.BytesIO()
    scene().save(content, "JPEG", quality=90, optimize=True)
    return Picture.objects.create(
        title=title,
        description=english,
        description_es=spanish,
        credit="Palmetto College",
        file=ImageFile(content, name=f"{name}.jpg"),
    )
