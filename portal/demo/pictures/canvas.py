"""A canvas for calm pictures: gradients, smooth shapes, soft light.

Coordinates run from 0 to 1600 across and 0 to 1200 down. Everything is drawn at twice the final size of
1200 by 900 pixels and then scaled down, which smooths the edges.
"""

import itertools
import math
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from PIL import Image, ImageColor, ImageDraw, ImageFilter, ImageFont

WIDTH, HEIGHT = 1600, 1200
SCALE = 1.5  # pixels of the drawing per unit
FONT = Path(__file__).parents[2] / "static" / "fonts" / "inter-latin.woff2"
Point = tuple[float, float]

PAPER, SAND, DUNE = "#fbf9f4", "#e9dcc4", "#d9c4a0"
HONEY, APRICOT, CLAY, RUST = "#f0c66a", "#e58f65", "#b4532a", "#984420"
MIST, SAGE, PINE, DEEP, NIGHT = "#d9ece5", "#7db9a6", "#2f8f7d", "#0e4a43", "#0a3630"


def blend(start: str, end: str, share: float) -> str:
    """Return the color `share` (0 to 1) of the way from one color to another."""
    pairs = zip(ImageColor.getrgb(start), ImageColor.getrgb(end), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


class Canvas:
    def __init__(self, top: str, bottom: str):
        self.image = self._gradient(top, bottom)

    def shape(
        self, points: Iterable[Point], top: str, bottom: str | None = None, opacity: float = 1.0
    ) -> None:
        """Fill a polygon, with a gradient over the canvas height if `bottom` is given."""
        mask = self._mask()
        outline = [(x * SCALE, y * SCALE) for x, y in points]
        ImageDraw.Draw(mask).polygon(outline, fill=round(255 * opacity))
        self._paint(mask, top, bottom)

    def ellipse(
        self,
        center: Point,
        rx: float,
        ry: float,
        top: str,
        bottom: str | None = None,
        opacity: float = 1.0,
    ) -> None:
        self.shape(arc(center, rx, ry), top, bottom, opacity)

    def box(
        self, left: float, top_edge: float, right: float, bottom_edge: float, color: str, **how: Any
    ) -> None:
        """Fill a rectangle; `radius` rounds its corners and `opacity` makes it translucent."""
        mask = self._mask()
        corners = [value * SCALE for value in (left, top_edge, right, bottom_edge)]
        fill = round(255 * how.get("opacity", 1.0))
        radius = how.get("radius", 0) * SCALE
        ImageDraw.Draw(mask).rounded_rectangle(corners, radius=radius, fill=fill)
        self._paint(mask, color, how.get("bottom"))

    def line(self, points: Iterable[Point], color: str, width: float, opacity: float = 1.0) -> None:
        mask = self._mask()
        path = [(x * SCALE, y * SCALE) for x, y in points]
        fill = round(255 * opacity)
        pen = ImageDraw.Draw(mask)
        pen.line(path, fill=fill, width=round(width * SCALE), joint="curve")
        reach = width * SCALE / 2
        for x, y in (path[0], path[-1]):
            pen.ellipse((x - reach, y - reach, x + reach, y + reach), fill=fill)
        self._paint(mask, color)

    def glow(self, center: Point, radius: float, color: str, opacity: float = 0.5) -> None:
        """Draw soft light around a point; drawn small and blurred, since it has no edges."""
        small = Image.new("L", (WIDTH // 8, HEIGHT // 8), 0)
        x, y, reach = (value / 8 for value in (*center, radius))
        box = (x - reach / 2, y - reach / 2, x + reach / 2, y + reach / 2)
        ImageDraw.Draw(small).ellipse(box, fill=round(255 * opacity))
        soft = small.filter(ImageFilter.GaussianBlur(reach / 3))
        self._paint(soft.resize(self.image.size, Image.Resampling.BILINEAR), color)

    def write(self, words: str, center: Point, size: float, color: str, turn: float = 0.0) -> None:
        """Write words centered on a point in the site's own font, rotated counterclockwise by degrees."""
        font = ImageFont.truetype(FONT, round(size * SCALE))
        font.set_variation_by_axes([600])
        mask = self._mask()
        at = (center[0] * SCALE, center[1] * SCALE)
        ImageDraw.Draw(mask).text(at, words, font=font, fill=255, anchor="mm")
        turned = mask.rotate(turn, resample=Image.Resampling.BICUBIC, center=at)
        self._paint(turned, color)

    def sun(self, center: Point, radius: float) -> None:
        self.glow(center, radius * 3, HONEY, 0.35)
        mask = self._mask()
        x, y, reach = (value * SCALE for value in (*center, radius))
        ImageDraw.Draw(mask).ellipse((x - reach, y - reach, x + reach, y + reach), fill=255)
        side = round(reach * 2)
        slope = (
            Image.linear_gradient("L")
            .resize((side, side))
            .rotate(45, resample=Image.Resampling.BICUBIC)
        )
        slope = slope.crop((side // 6, side // 6, side * 5 // 6, side * 5 // 6)).resize(
            (side, side)
        )
        disc = Image.composite(
            Image.new("RGB", (side, side), CLAY), Image.new("RGB", (side, side), HONEY), slope
        )
        corner = (round(x - reach), round(y - reach))
        self.image.paste(disc, corner, mask.crop((*corner, corner[0] + side, corner[1] + side)))

    def finished(self) -> Image.Image:
        return self.image.resize((1200, 900), Image.Resampling.LANCZOS)

    def _mask(self) -> Image.Image:
        return Image.new("L", self.image.size if hasattr(self, "image") else _full(), 0)

    def _paint(self, mask: Image.Image, top: str, bottom: str | None = None) -> None:
        box = mask.getbbox()
        if box is None:
            return
        size = (box[2] - box[0], box[3] - box[1])
        fill = self._gradient(top, bottom, size) if bottom else Image.new("RGB", size, top)
        self.image.paste(fill, box[:2], mask.crop(box))

    @staticmethod
    def _gradient(top: str, bottom: str, size: tuple[int, int] | None = None) -> Image.Image:
        size = size or _full()
        slope = Image.linear_gradient("L").resize(size)
        return Image.composite(Image.new("RGB", size, bottom), Image.new("RGB", size, top), slope)


def _full() -> tuple[int, int]:
    return round(WIDTH * SCALE), round(HEIGHT * SCALE)


def arc(
    center: Point, rx: float, ry: float, start: float = 0.0, end: float = 360.0, steps: int = 120
) -> list[Point]:
    """Return points along an ellipse, in degrees clockwise from three o'clock."""
    turns = (math.radians(start + (end - start) * step / steps) for step in range(steps + 1))
    return [(center[0] + rx * math.cos(turn), center[1] + ry * math.sin(turn)) for turn in turns]


def wave(base: float, swell: float, length: float, phase: float) -> Callable[[float], float]:
    """Return the curve of a calm sea around a height, for example for `under`."""
    return lambda x: base + swell * math.sin(x / length + phase)


def under(
    height: Callable[[float], float], left: int = -20, right: int = WIDTH + 20, step: int = 8
) -> list[Point]:
    """Return the area below a curve, down to the bottom edge."""
    curve = [(x, height(x)) for x in range(left, right + step, step)]
    return [(left, HEIGHT + 20), *curve, (right + step, HEIGHT + 20)]


def bezier(*control: Point, steps: int = 40) -> list[Point]:
    """Return points along a Bézier curve of any degree."""
    points = []
    for step in range(steps + 1):
        row, share = list(control), step / steps
        while len(row) > 1:
            row = [
                (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)
                for a, b in itertools.pairwise(row)
            ]
        points.append(row[0])
    return points


def leaf(base: Point, angle: float, length: float, width: float) -> list[Point]:
    """Return a pointed leaf; `angle` in degrees, 0 to the right and 90 up."""
    turn = math.radians(-angle)
    tip = (base[0] + length * math.cos(turn), base[1] + length * math.sin(turn))
    side = (-math.sin(turn) * width, math.cos(turn) * width)
    middle = (base[0] + length * 0.45 * math.cos(turn), base[1] + length * 0.45 * math.sin(turn))
    one = bezier(base, (middle[0] + side[0], middle[1] + side[1]), tip, steps=24)
    other = bezier(tip, (middle[0] - side[0], middle[1] - side[1]), base, steps=24)
    return one + other
