"""What the libraries of pictures and documents take, and what visitors get of it."""

import io
import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image, IptcImagePlugin
from PIL.PngImagePlugin import PngInfo
from wagtail.documents import get_document_model
from wagtail.documents.forms import get_document_form
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form

from tests.factories.pages import PictureFactory

pytestmark = pytest.mark.django_db

SCRIPTED = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
LATITUDE_OF_THE_COLLEGE = (25.0, 46.0, 26.4)
GPS, ORIENTATION, ROTATED_LEFT = 0x8825, 0x0112, 6
DESCRIPTION, SECRET = 0x010E, "Ana Duarte, 24 Palmetto Row"


def document_errors_of(name: str) -> str:
    form = get_document_form(get_document_model())(
        {"title": "A paper", "collection": 1}, {"file": SimpleUploadedFile(name, SCRIPTED)}
    )
    return " ".join(form.errors.get("file", []))


@pytest.mark.parametrize("name", ["catalog.pdf", "Catalog.PDF", "form.docx", "fees.xlsx", "a.txt"])
def test_a_paper_that_the_college_publishes_is_taken(name):
    assert document_errors_of(name) == ""


@pytest.mark.parametrize(
    "name", ["page.html", "drawing.svg", "setup.exe", "form.docm", "page.xhtml", "script.js", "pdf"]
)
def test_other_documents_are_refused_in_a_sentence(name):
    assert "Allowed extensions are: " in document_errors_of(name)


@pytest.mark.parametrize("name", ["page.html", "drawing.svg", "setup.exe"])
def test_the_upload_of_many_documents_refuses_them_too(admin_client, name):
    answer = admin_client.post(
        reverse("wagtaildocs:add_multiple"),
        {"title": "A paper", "collection": 1, "files[]": SimpleUploadedFile(name, SCRIPTED)},
    )

    assert "Allowed extensions are: " in answer.json()["error_message"]
    assert not get_document_model().objects.exists()


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


def described(kind: str) -> bytes:
    """Return a picture whose camera, and whose photographer's program, wrote `SECRET` wherever one may."""
    exif = Image.Exif()
    exif[DESCRIPTION] = SECRET
    xmp = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{SECRET}</x:xmpmeta>".encode()
    if kind == "PNG":
        words = PngInfo()
        words.add_text("Comment", SECRET)
        words.add_itxt("XML:com.adobe.xmp", xmp.decode())
        return picture_file(kind, exif=exif, pnginfo=words)
    if kind == "WEBP":
        return picture_file(kind, exif=exif, xmp=xmp)
    return picture_file(kind, exif=exif, xmp=xmp, comment=SECRET, extra=iptc_segment())


def iptc_segment() -> bytes:
    """Return a JPEG's segment APP13 with a caption: record 2, data set 120 of IPTC-IIM 4.2."""
    caption = b"\x1c\x02\x78" + struct.pack(">H", len(SECRET)) + SECRET.encode()
    caption += b"\0" * (len(caption) % 2)
    resource = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(caption)) + caption
    return b"\xff\xed" + struct.pack(">H", len(resource) + 2) + resource


def test_the_words_of_a_camera_are_read_from_these_pictures():
    """Otherwise the next test would prove nothing."""
    with Image.open(io.BytesIO(described("JPEG"))) as picture:
        assert IptcImagePlugin.getiptcinfo(picture)[2, 120] == SECRET.encode()
        assert SECRET in picture.getexif().values()
        assert SECRET.encode() in picture.info["xmp"]
        assert picture.info["comment"] == SECRET.encode()


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp", "avif"])
@pytest.mark.parametrize("source", ["JPEG", "PNG", "WEBP"])
def test_no_rendition_carries_words_of_a_camera(source, kind):
    uploaded = described(source)
    assert SECRET.encode() in uploaded
    picture = PictureFactory(file=SimpleUploadedFile(f"described.{source.lower()}", uploaded))
    shown = picture.get_rendition(f"width-20|format-{kind}").file.read()

    assert SECRET.encode() not in shown
    with Image.open(io.BytesIO(shown)) as rendition:
        assert not set(rendition.info) & {"exif", "xmp", "photoshop", "comment", "Comment"}


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp", "avif"])
def test_no_rendition_tells_where_a_picture_was_taken(photograph, kind):
    rendition = photograph.get_rendition(f"width-20|format-{kind}")

    with Image.open(rendition.file) as shown:
        assert not shown.getexif()
        assert shown.height > shown.width  # it stands upright all the same
