"""Drawn portraits of the teachers: a bust before a plain disc, resembling nobody in particular."""

from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image

from .canvas import (
    APRICOT,
    CLAY,
    DEEP,
    DUNE,
    HONEY,
    MIST,
    NIGHT,
    PAPER,
    PINE,
    RUST,
    SAGE,
    SAND,
    Canvas,
    Point,
    arc,
    bezier,
    blend,
)

MIDDLE = 800
INK = "#3a2a22"


@dataclass(frozen=True, slots=True)
class Look:
    skin: str
    hair: str
    clothes: str
    disc: str
    behind: Callable[[Canvas, "Look"], None]  # hair behind the shoulders and the neck
    before: Callable[[Canvas, "Look"], None]  # hair over the forehead, and accessories
    neckline: Callable[[Canvas, "Look"], None]


def portrait(look: Look) -> Image.Image:
    """Draw the portrait from back to front."""
    canvas = Canvas(PAPER, SAND)
    canvas.ellipse((MIDDLE, 560), 500, 500, blend(look.disc, PAPER, 0.35), look.disc)
    look.behind(canvas, look)
    _shoulders(canvas, look)
    _head(canvas, look)
    _face(canvas, look)
    look.before(canvas, look)
    return canvas.finished()


def mirrored(points: list[Point]) -> list[Point]:
    """Return a left outline, from top to bottom, closed by its own reflection on the right."""
    return points + [(2 * MIDDLE - x, y) for x, y in reversed(points)]


def _shoulders(canvas: Canvas, look: Look) -> None:
    left = bezier((690, 880), (640, 960), (420, 930), (330, 1080), (300, 1240))
    canvas.shape(mirrored(left), blend(look.clothes, PAPER, 0.1), blend(look.clothes, NIGHT, 0.35))
    neck = bezier((702, 740), (704, 850), (696, 880), (664, 896))
    chest = arc((MIDDLE, 894), 136, 98, 180, 90, steps=40)
    canvas.shape(mirrored([*neck, *chest]), blend(look.skin, INK, 0.14))
    canvas.shape(
        mirrored(bezier((702, 770), (704, 846), (760, 880), (MIDDLE, 880))),
        blend(look.skin, INK, 0.3),
    )
    look.neckline(canvas, look)


def _head(canvas: Canvas, look: Look) -> None:
    shade = blend(look.skin, INK, 0.14)
    for side in (-1, 1):
        canvas.ellipse((MIDDLE + side * 206, 566), 32, 54, shade)
    jaw = bezier((592, 500), (590, 690), (650, 790), (740, 822), (800, 824))
    crown = arc((MIDDLE, 500), 208, 224, 180, 360)
    right = [(2 * MIDDLE - x, y) for x, y in reversed(jaw)]
    canvas.shape([*crown, *right, *reversed(jaw)], blend(look.skin, "#ffffff", 0.08), look.skin)


def _face(canvas: Canvas, look: Look) -> None:
    line = blend(look.skin, INK, 0.55)
    for side in (-1, 1):
        x = MIDDLE + side * 84
        brow = bezier((x - 46, 494 - side * 5), (x, 468), (x + 46, 494 + side * 5))
        canvas.line(brow, blend(look.hair, INK, 0.45), 12, 0.9)
        canvas.line(arc((x, 552), 30, 15, 200, 340), line, 6, 0.8)
        canvas.ellipse((x, 556), 13, 15, INK)
        canvas.glow((x + side * 22, 648), 96, CLAY, 0.3)
    canvas.line(bezier((806, 560), (838, 640), (824, 660), (786, 656)), line, 7, 0.55)
    canvas.line(bezier((736, 716), (800, 752), (864, 716)), blend(RUST, INK, 0.35), 10, 0.85)


def _nothing(canvas: Canvas, look: Look) -> None:
    """Draw nothing behind the head."""


def _round_neck(canvas: Canvas, look: Look) -> None:
    canvas.line(arc((MIDDLE, 900), 138, 96, 4, 176), blend(look.clothes, PAPER, 0.35), 14)


def _open_collar(canvas: Canvas, look: Look) -> None:
    """Draw the two points of an open collar."""
    light = blend(look.clothes, PAPER, 0.3)
    canvas.shape([(672, 890), (MIDDLE, 1060), (928, 890)], blend(look.skin, INK, 0.1))
    for side in (-1, 1):
        points = [
            (MIDDLE + side * x, y) for x, y in ((134, 868), (190, 940), (96, 1050), (0, 1070))
        ]
        canvas.shape(points, light, blend(light, NIGHT, 0.2))


def _standing_collar(canvas: Canvas, look: Look) -> None:
    """Draw a band around the neck and a slanted seam."""
    light = blend(look.clothes, HONEY, 0.35)
    canvas.shape(
        [*arc((MIDDLE, 846), 128, 40, 0, 180), *arc((MIDDLE, 930), 150, 52, 180, 0)], light
    )
    canvas.line(bezier((820, 960), (900, 1010), (960, 1210)), light, 12)


def _crown(canvas: Canvas, look: Look, top: float, line: Callable[[float], float]) -> None:
    """Draw hair on the head, down to a line that gives a height for each place from -1 to 1."""
    upper = arc((MIDDLE, 512), 222, 512 - top, 180, 360)
    steps = [1 - step / 30 for step in range(61)]
    lower = [(MIDDLE + share * 214, min(line(share), 524)) for share in steps]
    canvas.shape([*upper, *lower], blend(look.hair, "#ffffff", 0.16), look.hair)


def _bun_behind(canvas: Canvas, look: Look) -> None:
    canvas.ellipse((MIDDLE, 238), 104, 92, blend(look.hair, "#ffffff", 0.14), look.hair)


def _parted(canvas: Canvas, look: Look) -> None:
    """Draw smooth, parted hair, and small earrings."""
    _crown(canvas, look, 262, lambda share: 344 + 190 * abs(share + 0.12) ** 1.7)
    for side in (-1, 1):
        canvas.ellipse((MIDDLE + side * 212, 634), 14, 14, HONEY, CLAY)


def _short_and_beard(canvas: Canvas, look: Look) -> None:
    _crown(canvas, look, 250, lambda share: 392 - 26 * share + 110 * abs(share) ** 6)
    beard = bezier((594, 560), (596, 700), (650, 850), (750, 876), (800, 878))
    inner = bezier((632, 610), (690, 660), (720, 676), (800, 676))
    left = [*beard, *reversed(inner)]
    for side in (-1, 1):
        canvas.shape([(MIDDLE + side * (MIDDLE - x), y) for x, y in left], look.hair)
    canvas.line(bezier((742, 722), (800, 748), (858, 722)), blend(look.skin, RUST, 0.45), 11)


def _close_crop(canvas: Canvas, look: Look) -> None:
    """Draw hair of a few millimeters, and round glasses."""
    _crown(canvas, look, 272, lambda share: 384 + 120 * abs(share) ** 5)
    for side in (-1, 1):
        ring = arc((MIDDLE + side * 86, 556), 66, 60)
        canvas.line([*ring, ring[0]], DEEP, 9)
        canvas.line([(MIDDLE + side * 152, 546), (MIDDLE + side * 206, 532)], DEEP, 9)
    canvas.line(arc((MIDDLE, 560), 22, 14, 190, 350), DEEP, 9)


def _waves_behind(canvas: Canvas, look: Look) -> None:
    dark = blend(look.hair, INK, 0.25)
    left = bezier((790, 250), (620, 250), (540, 440), (590, 620), (470, 780), (590, 930))
    canvas.shape(mirrored(left), dark)
    for x, y in ((560, 640), (548, 780), (590, 890)):
        for side in (-1, 1):
            canvas.ellipse((MIDDLE + side * (MIDDLE - x), y), 74, 84, dark)


def _side_sweep(canvas: Canvas, look: Look) -> None:
    """Draw hair that falls to one side, with a streak of gray."""
    _crown(canvas, look, 244, lambda share: 372 + 150 * abs(share - 0.3) ** 1.7)
    canvas.line(bezier((880, 286), (730, 312), (640, 392), (606, 486)), "#cfc6bb", 11, 0.7)


def _bob_behind(canvas: Canvas, look: Look) -> None:
    left = bezier((790, 252), (640, 250), (556, 350), (548, 520), (546, 660), (556, 806))
    canvas.shape(mirrored(left), look.hair, blend(look.hair, INK, 0.3))


def _fringe(canvas: Canvas, look: Look) -> None:
    _crown(canvas, look, 252, lambda share: 442 + 70 * abs(share) ** 4)
    for side in (-1, 1):
        left = bezier((580, 470), (548, 600), (546, 700), (556, 806))
        right = bezier((640, 806), (606, 690), (612, 560), (628, 450))
        points = [(MIDDLE + side * (MIDDLE - x), y) for x, y in (*left, *right)]
        canvas.shape(points, look.hair, blend(look.hair, INK, 0.3))


def _curls_behind(canvas: Canvas, look: Look) -> None:
    """Draw a cloud of curls around the head."""
    for step in range(15):
        x, y = arc((MIDDLE, 480), 250, 250, 150, 390, steps=14)[step]
        canvas.ellipse((x, y), 104, 100, look.hair)


def _curls_before(canvas: Canvas, look: Look) -> None:
    for step in range(9):
        x, y = arc((MIDDLE, 470), 196, 172, 190, 350, steps=8)[step]
        canvas.ellipse((x, y), 70, 62, look.hair)


def rosa() -> Image.Image:
    return portrait(Look("#c98f68", "#2c1d18", CLAY, SAGE, _bun_behind, _parted, _round_neck))


def theo() -> Image.Image:
    return portrait(
        Look("#eec3a0", "#a8743c", PINE, HONEY, _nothing, _short_and_beard, _open_collar)
    )


def desmond() -> Image.Image:
    return portrait(
        Look("#7a4b33", "#3b3431", "#d9a441", MIST, _nothing, _close_crop, _open_collar)
    )


def ines() -> Image.Image:
    return portrait(
        Look("#dfae88", "#5a3826", DEEP, APRICOT, _waves_behind, _side_sweep, _round_neck)
    )


def hana() -> Image.Image:
    return portrait(Look("#e6bd94", "#1f1a1c", SAGE, DUNE, _bob_behind, _fringe, _round_neck))


def marisol() -> Image.Image:
    return portrait(
        Look("#a56a45", "#33211c", RUST, "#b9d6c8", _curls_behind, _curls_before, _standing_collar)
    )
