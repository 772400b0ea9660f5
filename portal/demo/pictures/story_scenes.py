"""The stories' pictures, in addition to the pages' scenes."""

import math

from PIL import Image

from .canvas import (
    APRICOT,
    CLAY,
    DEEP,
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
    blend,
    under,
    wave,
)

HOUSES = ((60, 430, 150), (220, 560, 190), (420, 380, 120), (550, 700, 170), (730, 480, 140),
          (880, 620, 210), (1100, 420, 150), (1260, 540, 130), (1400, 350, 180))  # fmt: skip


def city() -> Image.Image:
    """A city of simple houses by the water, with a low sun between them."""
    canvas = Canvas("#f8e7cd", "#f3dcc0")
    canvas.sun((820, 470), 200)
    for row, (left, height, width) in enumerate(HOUSES):
        tone = blend("#7db9a6", DEEP, 0.25 + 0.6 * ((row * 5) % 9) / 9)
        top = 960 - height
        canvas.box(left, top, left + width, 980, tone, radius=10, bottom=blend(tone, NIGHT, 0.4))
        for floor in range(top + 40, 900, 74):
            for window in range(left + 26, left + width - 30, 46):
                lit = HONEY if (floor + window * 3) % 7 < 2 else blend(tone, "#ffffff", 0.22)
                canvas.box(window, floor, window + 20, floor + 30, lit, radius=4, opacity=0.85)
    canvas.shape(under(wave(960, 7, 150, 0)), PINE, DEEP)
    for row in range(5):
        along = [(x, 1010 + row * 40 + 5 * math.sin(x / 90 + row)) for x in range(-20, 1640, 10)]
        canvas.line(along, MIST, 3, 0.35)
    return canvas.finished()


def towels() -> Image.Image:
    """A stack of rolled towels, a candle and a leaf on a wooden table."""
    canvas = Canvas("#eef3ea", "#dfe8da")
    canvas.glow((1180, 620), 620, "#fff0cc", 0.8)
    canvas.shape([(0, 930), (1600, 930), (1600, 1200), (0, 1200)], "#c79f70", "#a97f52")
    canvas.ellipse((640, 950), 430, 30, "#7a5a36", opacity=0.35)
    rolls = ((360, 820, SAGE), (620, 820, PAPER), (880, 820, APRICOT), (490, 600, MIST),
             (750, 600, PINE), (620, 380, SAND))  # fmt: skip
    for x, y, tone in rolls:
        canvas.ellipse((x, y), 128, 122, blend(tone, "#ffffff", 0.2), blend(tone, NIGHT, 0.25))
        for ring in range(1, 5):
            circle = arc((x + ring * 3, y + ring * 2), 122 - ring * 25, 116 - ring * 24)
            canvas.line(circle, blend(tone, NIGHT, 0.3), 5, 0.55)
    canvas.box(1110, 700, 1250, 940, PAPER, radius=16, bottom="#d8cbb2")
    canvas.line([(1180, 700), (1180, 664)], NIGHT, 6)
    canvas.ellipse((1180, 622), 22, 46, HONEY, CLAY)
    canvas.ellipse((1180, 634), 10, 24, PAPER, opacity=0.8)
    return canvas.finished()


def ripples() -> Image.Image:
    """Rings spreading over dark water from a single drop."""
    canvas = Canvas("#16584f", NIGHT)
    canvas.glow((800, 560), 1200, SAGE, 0.45)
    for ring in range(11):
        tone = blend(HONEY, SAGE, min(ring / 7, 1))
        circle = arc((800, 620), 70 + ring * 92, 24 + ring * 36)
        canvas.line([*circle, circle[0]], tone, 7 - ring * 0.4, 0.9 - ring * 0.07)
    canvas.ellipse((800, 300), 30, 44, HONEY)
    canvas.shape([(770, 300), (800, 210), (830, 300)], HONEY)
    return canvas.finished()


def evening() -> Image.Image:
    """A moon above calm hills, and a house with one lit window."""
    canvas = Canvas("#123f3a", "#2b6d62")
    canvas.glow((1150, 330), 700, HONEY, 0.35)
    canvas.ellipse((1150, 330), 120, 120, "#fbeecb", HONEY)
    for x, y in (
        (240, 190),
        (460, 320),
        (700, 140),
        (880, 260),
        (1430, 180),
        (1340, 470),
        (130, 420),
    ):
        canvas.ellipse((x, y), 5, 5, PAPER, opacity=0.8)
    for row, (base, swell, length) in enumerate(((720, 60, 300), (830, 70, 380), (960, 60, 470))):
        tone = blend("#2f8f7d", NIGHT, 0.25 + row * 0.28)
        canvas.shape(
            under(wave(base, swell, length, row * 2.1)),
            tone,
            blend(tone, NIGHT, 0.5),
        )
    canvas.box(430, 760, 640, 930, CLAY, radius=6, bottom=RUST)
    canvas.shape([(400, 770), (535, 650), (670, 770)], DEEP)
    canvas.glow((535, 850), 200, HONEY, 0.6)
    canvas.box(500, 815, 570, 885, HONEY, radius=6)
    return canvas.finished()
