"""A page's share picture, for messages and social media: its title, drawn in the site's own fonts.

The file is named after the text drawn on it, so a new title has a new URL and no cache needs invalidating.
It is drawn on the first request and kept.
"""

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from unicodedata import category, normalize

from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageDraw, ImageFont

DRAWING_VERSION = 2  # increase when the drawing changes, so that every picture gets a new name
SIZE = WIDTH, HEIGHT = 1200, 630  # pixels, the aspect ratio that Open Graph recommends
MARGIN = 84
TITLE_SIZES = (84, 76, 68, 60, 52, 44)
TITLE_HEIGHT = 320
LEADING = 1.14
FINE = 3  # shapes are drawn this much larger and scaled down, for smooth edges
FILES = ("latin", "latin-1", "latin-ext")  # the files that each font is split into
NO_GLYPH = "\uffff"  # never a character, so it draws what a missing glyph would
BOX_WIDTH, BOX_HEIGHT = 0.62, 0.68  # of the font size: the box for a missing character

DEEP, SUN, CLAY, WORDS, QUIET = "#0e4a43", "#f0c66a", "#e58f65", "#fbf9f4", "#b7d9cd"
WAVES = ("#12584f", "#18665b", "#1f7a6b")


@dataclass(frozen=True, slots=True)
class SharePicture:
    """The text on a picture."""

    title: str
    eyebrow: str
    school: str

    @property
    def digest(self) -> str:
        """Return sixteen characters that identify this text."""
        said = "\0".join((str(DRAWING_VERSION), self.title, self.eyebrow, self.school))
        return hashlib.sha256(said.encode()).hexdigest()[:16]

    @property
    def file_name(self) -> str:
        return f"share/{self.digest}.png"

    def content(self) -> bytes:
        """Return the PNG, drawing and storing it on the first request."""
        if default_storage.exists(self.file_name):
            with default_storage.open(self.file_name) as file:
                return file.read()
        drawn = self.drawn()
        kept_as = default_storage.save(self.file_name, ContentFile(drawn))
        if kept_as != self.file_name:  # another process was faster
            default_storage.delete(kept_as)
        return drawn

    def drawn(self) -> bytes:
        image = _scenery().copy()
        pen = ImageDraw.Draw(image)
        if self.eyebrow:
            _write(pen, (MARGIN, 76), _plain(self.eyebrow.upper()), "inter", 26, SUN)
        size, lines = _fitted(_plain(self.title))
        for row, line in enumerate(lines):
            _write(pen, (MARGIN, 128 + row * size * LEADING), line, "fraunces", size, WORDS)
        _write(pen, (MARGIN, HEIGHT - 92), _plain(self.school), "inter", 30, QUIET)
        content = io.BytesIO()
        image.quantize(96).save(content, "PNG", optimize=True)
        return content.getvalue()


def _fitted(title: str) -> tuple[int, list[str]]:
    """Return the largest size at which the title fits, and its lines; truncated at the smallest size."""
    for size in TITLE_SIZES:
        lines = _wrapped(title, size)
        if len(lines) * size * LEADING <= TITLE_HEIGHT:
            return size, lines
    most = int(TITLE_HEIGHT // (size * LEADING))
    return size, [*lines[: most - 1], lines[most - 1].rstrip(" .,") + "…"]


def _wrapped(title: str, size: int) -> list[str]:
    lines: list[str] = []
    for word in title.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _length(longer, "fraunces", size) <= WIDTH - 2 * MARGIN:
            lines[-1] = longer
        else:
            lines += _broken(word, size)
    return lines or [""]


def _broken(word: str, size: int) -> list[str]:
    """Return the word, split into pieces if it is wider than the picture."""
    pieces = [""]
    for character in word:
        if _length(pieces[-1] + character, "fraunces", size) > WIDTH - 2 * MARGIN:
            pieces.append("")
        pieces[-1] += character
    return pieces


def _plain(text: str) -> str:
    """Return the text on one line, in NFC, without invisible characters."""
    shaped = "".join(each for each in normalize("NFC", text) if category(each) != "Cf")
    return " ".join(shaped.split())


@cache
def _font(
    family: str, file: str, size: int, layout: ImageFont.Layout | None = None
) -> ImageFont.FreeTypeFont:
    name = f"fonts/{family}-{file}.woff2"
    path = finders.find(name)
    if path is None:
        raise FileNotFoundError(name)
    font = ImageFont.truetype(path, size, layout_engine=layout)
    if family == "inter":
        font.set_variation_by_axes([600])
    return font


@lru_cache(maxsize=4096)
def _file_with(family: str, character: str) -> str | None:
    """Return which of a font's files contains a character; None if none does."""
    for file in FILES:
        font = _font(family, file, 20, ImageFont.Layout.BASIC)  # one character, one glyph
        drawn, missing = (
            (font.getlength(each), bytes(font.getmask(each))) for each in (character, NO_GLYPH)
        )
        if drawn != missing:
            return file
    return None


def _runs(text: str, family: str, size: int) -> Iterator[tuple[str, ImageFont.FreeTypeFont | None]]:
    """Yield the text in pieces, each with the font that has its characters, or None."""
    for file, run in groupby(text, lambda character: _file_with(family, character)):
        yield "".join(run), _font(family, file, size) if file else None


def _run_length(run: str, font: ImageFont.FreeTypeFont | None, size: int) -> float:
    return font.getlength(run) if font else len(run) * BOX_WIDTH * size


def _length(text: str, family: str, size: int) -> float:
    return sum(_run_length(run, font, size) for run, font in _runs(text, family, size))


def _write(
    pen: ImageDraw.ImageDraw,
    where: tuple[float, float],
    text: str,
    family: str,
    size: int,
    color: str,
) -> None:
    x, y = where
    baseline = y + size
    for run, font in _runs(text, family, size):
        if font:
            pen.text((x, baseline), run, font=font, fill=color, anchor="ls")
        else:
            _write_boxes(pen, (x, baseline), len(run), size, color)
        x += _run_length(run, font, size)


def _write_boxes(
    pen: ImageDraw.ImageDraw, where: tuple[float, float], count: int, size: int, color: str
) -> None:
    """Draw an empty box for each character that the font lacks."""
    x, baseline = where
    inset, stroke = size * 0.06, max(2, size // 20)
    for _each in range(count):
        right = x + size * BOX_WIDTH
        box = (x + inset, baseline - size * BOX_HEIGHT, right - inset, baseline)
        pen.rectangle(box, outline=color, width=stroke)
        x = right


@cache
def _scenery() -> Image.Image:
    """Return the background of every picture: a low sun and the sea."""
    width, height = WIDTH * FINE, HEIGHT * FINE
    image = Image.new("RGB", (width, height), DEEP)
    pen = ImageDraw.Draw(image)
    pen.circle((width * 0.86, height * 0.83), height * 0.19, fill=SUN)
    pen.circle((width * 0.86, height * 0.83), height * 0.14, fill=CLAY)
    for row, tone in enumerate(WAVES):
        top, length, phase = height * (0.78 + 0.075 * row), width / (3.1 - row * 0.5), row * 1.9
        crest = [(x, top + height * 0.022 * _swell(x / length + phase)) for x in range(0, width, 6)]
        pen.polygon([*crest, (width, top), (width, height), (0, height)], fill=tone)
    return image.resize(SIZE, Image.Resampling.LANCZOS)


def _swell(turns: float) -> float:
    """Return a smooth wave between -1 and 1, with a period of one turn."""
    part = turns % 1
    return 1 - 16 * (part - 0.25) ** 2 if part < 0.5 else 16 * (part - 0.75) ** 2 - 1
