"""What the picture library takes, and what visitors get of it."""

import io
import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form

from tests.factories.pages import PictureFactory

pytestmark = pytest.mark.django_db

SCRIPTED = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
LATITUDE_OF_THE_COLLEGE = (25.0, 46.0, 26.4)
GPS, ORIENTATION, ROTATED_LEFT = 0x8825, 0x0112, 6


def errors_of(name: str, content: bytes) -> str:
    """Return what the library says to a file, in one line."""
    form = get_image_form(get_image_model())(
        {"title": "A room", "description": "A quiet room.", "collection": 1},
        {"file": SimpleUploadedFile(name, content)},
    )
    return " ".join(form.errors.get("file", []))


def picture_file(kind: str, **options) -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (60, 40), "#1f7a6b").save(content, kind, **options)
    return content.getvalue()


def bomb(width: int, height: int) -> bytes:
    """Return a PNG of a few bytes that says it is so large."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 100)
    parts = chunk(b"IHDR", header), chunk(b"IDAT", pixels), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def test_an_ordinary_picture_is_taken():
    assert errors_of("room.jpg", picture_file("JPEG")) == ""


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("drawing.svg", SCRIPTED, "Not a supported image format"),
        ("drawing.png", SCRIPTED, "does not match"),
        ("cut.png", picture_file("PNG")[:60], "Upload a valid image"),
        ("cut.jpg", picture_file("JPEG")[:400], "Upload a valid image"),
        ("huge.png", bomb(30_000, 30_000), "too many pixels"),
        ("room.png", picture_file("JPEG"), "does not match"),
        ("notes.jpg", b"not a picture", "Upload a valid image"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_ordinary_picture_is_refused_in_a_sentence(name, content, sentence):
    assert sentence in errors_of(name, content)


@pytest.fixture
def photograph():
    """A picture with its place in it, taken with the camera on its side."""
    said = Image.Exif()
    said[ORIENTATION] = ROTATED_LEFT
    said[GPS] = {1: "N", 2: LATITUDE_OF_THE_COLLEGE}
    content = SimpleUploadedFile("photograph.jpg", picture_file("JPEG", exif=said))
    return PictureFactory(file=content)


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp", "avif"])
def test_no_rendition_tells_where_a_picture_was_taken(photograph, kind):
    rendition = photograph.get_rendition(f"width-20|format-{kind}")

    with Image.open(rendition.file) as shown:
        assert not shown.getexif()
        assert shown.height > shown.width  # it stands upright all the same
