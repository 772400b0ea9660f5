"""What each picture shows. A scene is a function that returns a finished image."""

import math

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
    arc,
    bezier,
    blend,
    leaf,
    under,
    wave,
)


def bay() -> Image.Image:
    """Palmetto fronds in front of a sun over the bay."""
    canvas = Canvas("#f3e6cf", SAND)
    canvas.sun((1080, 420), 190)
    _sea(canvas, first=560, count=6)
    _frond(canvas, (120, 1260), 74, 620)
    _frond(canvas, (330, 1300), 52, 520)
    _frond(canvas, (1560, 1290), 118, 520)
    return canvas.finished()


def room() -> Image.Image:
    """A treatment room: a made-up table below a window with a sea view, a lamp, a plant."""
    canvas = Canvas("#f1e7d6", "#e7d8be")
    canvas.shape([(0, 930), (1600, 930), (1600, 1200), (0, 1200)], "#cfb48c", "#b99a6e")
    _window(canvas, left=880, right=1340, top=150, foot=760)
    canvas.line([(420, 0), (420, 240)], DEEP, 5)
    canvas.glow((420, 360), 620, "#fff3d6", 0.75)
    canvas.shape([(330, 330), (510, 330), (470, 240), (370, 240)], CLAY, RUST)
    canvas.ellipse((640, 1105), 520, 34, "#8a6d45", opacity=0.3)
    for left in (270, 960):
        canvas.box(left, 800, left + 34, 1100, "#7a4a2a", radius=8)
    canvas.box(180, 730, 1090, 820, DEEP, radius=40)
    canvas.shape(
        [
            (240, 700),
            *bezier((240, 700), (640, 690), (1030, 700)),
            (1050, 960),
            *bezier((1050, 960), (800, 1000), (640, 955), (420, 920), (225, 965)),
        ],
        PAPER,
        "#dfe8df",
    )
    for x in (400, 560, 720, 880):
        canvas.line(bezier((x, 720), (x + 14, 830), (x - 6, 945)), "#c6d5ca", 4, 0.7)
    canvas.box(250, 652, 450, 730, "#ffffff", radius=38, bottom="#e2ebe3")
    for row, tone in enumerate((SAGE, PINE, APRICOT)):
        canvas.box(800, 664 - row * 34, 1000, 694 - row * 34, tone, radius=15)
    _plant(canvas, (1440, 1040))
    return canvas.finished()


def back() -> Image.Image:
    """Lines that follow the shape of shoulders and a back."""
    canvas = Canvas("#125a51", NIGHT)
    canvas.glow((800, 420), 1100, SAGE, 0.35)
    rows = 19
    for row in range(rows):
        share = row / (rows - 1)
        base = 430 + row * 44

        def height(x: float, base: float = base, share: float = share) -> float:
            along = (x - 800) / 800
            shoulders = 235 * math.exp(-((abs(along) - 0.42) ** 2) / 0.035) * (1 - share) ** 1.4
            neck = 150 * math.exp(-(along**2) / 0.012) * (1 - share) ** 3
            spine = -58 * math.exp(-(along**2) / 0.006) * (0.25 + share)
            hips = 120 * math.exp(-((abs(along) - 0.3) ** 2) / 0.05) * share**2
            return base - shoulders - neck - spine - hips

        tone = blend(HONEY, CLAY, share)
        canvas.shape(under(height), "#0f5048", NIGHT, 0.55)
        canvas.line([(x, height(x)) for x in range(-20, 1640, 8)], tone, 5, 0.95 - 0.25 * share)
    return canvas.finished()


def stones() -> Image.Image:
    """Five smooth stones, stacked in still water."""
    canvas = Canvas("#f6ead6", "#dfe9e0")
    canvas.sun((420, 360), 150)
    canvas.shape(under(wave(860, 6, 190, 0)), SAGE, DEEP)
    for ring in range(7):
        canvas.line(arc((980, 985), 330 + ring * 120, 34 + ring * 20), MIST, 3, 0.5 - ring * 0.06)
    canvas.ellipse((980, 1000), 330, 44, NIGHT, opacity=0.3)
    stack = ((980, 905, 300, 92, "#3f5a54"), (955, 752, 232, 76, "#6f8a80"),
             (1000, 624, 182, 64, "#b9876a"), (968, 516, 130, 54, "#8fa59b"),
             (990, 428, 84, 40, "#e0c79b"))  # fmt: skip
    for x, y, rx, ry, tone in stack:
        canvas.ellipse((x, y), rx, ry, blend(tone, "#ffffff", 0.28), blend(tone, NIGHT, 0.35))
        canvas.ellipse((x - rx * 0.3, y - ry * 0.42), rx * 0.42, ry * 0.2, "#ffffff", opacity=0.16)
    return canvas.finished()


def herbs() -> Image.Image:
    """Stems and leaves against a low sun."""
    canvas = Canvas("#eef4ec", "#dfe9dc")
    canvas.sun((640, 520), 230)
    stems = ((250, 82, PINE, 900), (520, 96, SAGE, 980), (820, 86, DEEP, 1040),
             (1120, 99, PINE, 860), (1390, 88, SAGE, 960))  # fmt: skip
    for x, angle, tone, length in stems:
        _stem(canvas, (x, 1230), angle, length, tone)
    return canvas.finished()


def path() -> Image.Image:
    """A path winding over green hills toward a low sun."""
    canvas = Canvas("#f7e3c4", "#f3e9d8")
    canvas.sun((1010, 430), 170)
    hills = ((560, 46, 260, 0.4), (640, 62, 330, 2.1), (760, 70, 410, 4.0), (900, 84, 520, 5.4))
    for row, (base, swell, length, phase) in enumerate(hills):
        top = blend("#a9cbbb", "#24796b", row / 3)
        canvas.shape(
            under(wave(base, swell, length, phase)),
            top,
            blend(top, NIGHT, 0.45),
        )
    left = bezier((470, 1240), (980, 1080), (420, 940), (1010, 840), (860, 730), (985, 660))
    right = bezier((995, 660), (905, 730), (1130, 850), (640, 960), (1290, 1090), (900, 1240))
    canvas.shape(left + right, "#f6ead2", "#e6cfa4")
    return canvas.finished()


def _sea(canvas: Canvas, first: float, count: int) -> None:
    for row in range(count):
        base, share = first + row * (1200 - first) / count, row / (count - 1)
        top = blend("#a8cdbf", DEEP, share)
        canvas.shape(
            under(wave(base, 52, 250, 0.5 + row * 0.32)),
            top,
            blend(top, NIGHT, 0.35),
            0.9,
        )


def _frond(canvas: Canvas, base: tuple[float, float], lean: float, length: float) -> None:
    """Draw a palmetto fan: leaves that spread from one point at the end of its stalk."""
    turn = math.radians(-lean)
    heart = (base[0] + length * 0.55 * math.cos(turn), base[1] + length * 0.55 * math.sin(turn))
    canvas.line([base, heart], DEEP, 14)
    for step in range(13):
        spread = -84 + step * 14
        reach = length * (0.62 - abs(spread) / 420)
        tone = blend(PINE, NIGHT, 0.25 + 0.5 * (step % 2))
        canvas.shape(leaf(heart, lean + spread, reach, 26), tone, blend(tone, NIGHT, 0.3))


def _window(canvas: Canvas, left: float, right: float, top: float, foot: float) -> None:
    middle, reach = (left + right) / 2, (right - left) / 2
    outline = [*arc((middle, top + reach), reach, reach, 180, 360), (right, foot), (left, foot)]
    canvas.shape(outline, "#fdf1d8", "#f2dcb4")
    canvas.sun((middle + 60, 400), 78)
    for row, tone in enumerate(("#a8cdbf", SAGE, PINE, DEEP)):
        base = 520 + row * 62
        wave = [
            (x, base + 14 * math.sin(x / 60 + row)) for x in range(int(left), int(right) + 1, 5)
        ]
        canvas.shape([(left, foot), *wave, (right, foot)], tone)
    canvas.line([*outline, outline[0]], PAPER, 22)
    canvas.line([(middle, top + 10), (middle, foot)], PAPER, 10)
    canvas.box(left - 40, foot - 4, right + 40, foot + 26, PAPER, radius=8, bottom=DUNE)


def _plant(canvas: Canvas, foot: tuple[float, float]) -> None:
    x, y = foot
    for step in range(9):
        tone = blend(SAGE, DEEP, (step % 3) / 2)
        canvas.shape(leaf((x, y - 130), 20 + step * 17.5, 300 - abs(step - 4) * 22, 34), tone)
    canvas.shape([(x - 90, y - 140), (x + 90, y - 140), (x + 66, y + 60), (x - 66, y + 60)],
                 APRICOT, RUST)  # fmt: skip


def _stem(canvas: Canvas, base: tuple[float, float], lean: float, length: float, tone: str) -> None:
    turn = math.radians(-lean)
    steps = 9
    tip = (base[0] + length * math.cos(turn), base[1] + length * math.sin(turn))
    canvas.line([base, tip], blend(tone, NIGHT, 0.25), 9)
    for step in range(1, steps + 1):
        share = step / steps
        at = (base[0] + (tip[0] - base[0]) * share, base[1] + (tip[1] - base[1]) * share)
        reach = 210 - 120 * share
        for side in (-1, 1):
            color = blend(tone, MIST if side > 0 else NIGHT, 0.22)
            canvas.shape(leaf(at, lean + side * (62 - 24 * share), reach, 40), color, opacity=0.92)
