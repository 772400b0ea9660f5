"""The streets around the school: fictional like the school itself, so drawn, not copied."""

from PIL import Image

from .canvas import CLAY, DEEP, HEIGHT, MIST, PAPER, PINE, SAGE, SAND, WIDTH, Canvas, blend, leaf

GROUND, BLOCK, LINE = "#e9e1d0", "#f7f2e7", "#ffffff"
ROWS = (("Bay Walk", 190, 58), ("Palmetto Row", 560, 84), ("Royal Palm Lane", 930, 58))
STREETS = (("Ibis Street", 210, 54), ("Heron Street", 640, 60), ("Egret Street", 1100, 54),
           ("Tern Street", 1500, 54))  # fmt: skip
CLINIC = (880, 430)


def streets() -> Image.Image:
    """Draw four streets crossing three others, a park, the bay, and a pin at the clinic."""
    canvas = Canvas(GROUND, GROUND)
    canvas.box(-20, -20, WIDTH + 20, 130, MIST, bottom=blend(MIST, SAGE, 0.4))
    _houses(canvas)
    _park(canvas)
    for _name, y, width in ROWS:
        canvas.line([(-30, y), (WIDTH + 30, y)], LINE, width)
    for _name, x, width in STREETS:
        canvas.line([(x, 190), (x, HEIGHT + 30)], LINE, width)
    canvas.write("The bay", (1240, 66), 44, PINE)
    for name, y, _width in ROWS:
        canvas.write(name, (420, y), 42 if y != 560 else 56, DEEP)
    for name, x, _width in STREETS:
        canvas.write(name, (x, 755), 38, DEEP, turn=90)
    _bus_stop(canvas, (716, 632))
    _pin(canvas, CLINIC)
    return canvas.finished()


def _houses(canvas: Canvas) -> None:
    """Draw the blocks between the streets, with a row of roofs along each side."""
    columns = ((-20, 170), (250, 595), (690, 1065), (1135, 1470), (1535, 1620))
    for top, foot in ((232, 505), (615, 892), (970, 1220)):
        for left, right in columns:
            canvas.box(left, top, right, foot, BLOCK, radius=16)
            for row, edge in enumerate((top + 22, foot - 92)):
                for number, x in enumerate(range(left + 22, right - 74, 88)):
                    tone = blend(SAND, "#cdbb98", ((number * 3 + row) % 4) / 4)
                    canvas.box(x, edge, x + 66, edge + 70, tone, radius=8)


def _park(canvas: Canvas) -> None:
    canvas.box(1135, 615, 1470, 892, "#cfe2d3", radius=16, bottom="#b8d6c4")
    for x, y in ((1190, 700), (1320, 850), (1390, 690), (1420, 820), (1205, 838)):
        for step in range(8):
            canvas.shape(leaf((x, y), step * 45 + 10, 52, 15), PINE, opacity=0.75)
    canvas.write("Palm park", (1300, 762), 42, DEEP)


def _bus_stop(canvas: Canvas, center: tuple[float, float]) -> None:
    x, y = center
    canvas.box(x - 24, y - 24, x + 24, y + 24, PINE, radius=10)
    canvas.write("B", (x, y), 32, PAPER)


def _pin(canvas: Canvas, at: tuple[float, float]) -> None:
    """Draw the clinic's roof in full color, a pin with its point at the door, and the house number."""
    x, y = at
    canvas.box(x - 60, y - 30, x + 60, y + 75, DEEP, radius=10)
    canvas.ellipse((x, y + 84), 40, 12, DEEP, opacity=0.3)
    canvas.shape([(x - 70, y - 60), (x + 70, y - 60), (x, y + 84)], CLAY)
    canvas.ellipse((x, y - 90), 84, 84, CLAY)
    canvas.ellipse((x, y - 90), 54, 54, PAPER)
    canvas.write("24", (x, y - 90), 46, CLAY)
