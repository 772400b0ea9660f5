"""What the picture library accepts, and what visitors get from it."""

import io
import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms, IptcImagePlugin
from PIL.PngImagePlugin import PngInfo
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form

from home.core.services.uploaded_pictures import in_eight_bits
from tests.factories.pages import PictureFactory

pytestmark = pytest.mark.django_db

SCRIPTED = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
LATITUDE_OF_THE_COLLEGE = (25.0, 46.0, 26.4)
GPS, ORIENTATION, ROTATED_LEFT = 0x8825, 0x0112, 6
DESCRIPTION, SECRET = 0x010E, "Ana Duarte, 24 Palmetto Row"


def errors_of(name: str, content: bytes) -> str:
    """Return the library's errors for a file, on one line."""
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
    """Return a PNG of a few bytes that claims to be that large."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 100)
    parts = chunk(b"IHDR", header), chunk(b"IDAT", pixels), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def test_an_ordinary_picture_is_accepted():
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
def test_anything_but_an_ordinary_picture_is_refused_with_a_sentence(name, content, sentence):
    assert sentence in errors_of(name, content)


@pytest.fixture
def photograph():
    """A picture with its location, taken with the camera on its side."""
    said = Image.Exif()
    said[ORIENTATION] = ROTATED_LEFT
    said[GPS] = {1: "N", 2: LATITUDE_OF_THE_COLLEGE}
    content = SimpleUploadedFile("photograph.jpg", picture_file("JPEG", exif=said))
    return PictureFactory(file=content)


def described(kind: str) -> bytes:
    """Return a picture with `SECRET` in every metadata field that a camera or an editor may write."""
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
    """Return a JPEG APP13 segment with a caption: record 2, data set 120 of IPTC-IIM 4.2."""
    caption = b"\x1c\x02\x78" + struct.pack(">H", len(SECRET)) + SECRET.encode()
    caption += b"\0" * (len(caption) % 2)
    resource = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(caption)) + caption
    return b"\xff\xed" + struct.pack(">H", len(resource) + 2) + resource


def test_the_test_pictures_contain_camera_metadata():
    """Otherwise the next test would prove nothing."""
    with Image.open(io.BytesIO(described("JPEG"))) as picture:
        assert IptcImagePlugin.getiptcinfo(picture)[2, 120] == SECRET.encode()
        assert SECRET in picture.getexif().values()
        assert SECRET.encode() in picture.info["xmp"]
        assert picture.info["comment"] == SECRET.encode()


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp", "avif"])
@pytest.mark.parametrize("source", ["JPEG", "PNG", "WEBP"])
def test_no_rendition_contains_camera_metadata(source, kind):
    uploaded = described(source)
    assert SECRET.encode() in uploaded
    picture = PictureFactory(file=SimpleUploadedFile(f"described.{source.lower()}", uploaded))
    shown = picture.get_rendition(f"width-20|format-{kind}").file.read()

    assert SECRET.encode() not in shown
    with Image.open(io.BytesIO(shown)) as rendition:
        assert not set(rendition.info) & {"exif", "xmp", "photoshop", "comment", "Comment"}


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp", "avif"])
def test_no_rendition_reveals_where_a_picture_was_taken(photograph, kind):
    rendition = photograph.get_rendition(f"width-20|format-{kind}")

    with Image.open(rendition.file) as shown:
        assert not shown.getexif()
        assert shown.height > shown.width  # it is still upright


def slope(mode: str) -> Image.Image:
    """Return a picture in that mode: black at the top, white at the bottom."""
    gray = Image.linear_gradient("L").resize((64, 64))
    if mode.startswith("I"):
        deep = gray.convert("I").point(lambda tone: tone * 257)
        return deep if mode == "I" else deep.convert("I;16")
    match mode:
        case "F":
            return gray.convert("F").point(lambda tone: tone / 255)
        case "PA":
            return gray.convert("P").convert("PA")
        case "La":
            return gray.convert("LA").convert("La")
        case "RGBa":
            return gray.convert("RGBA").convert("RGBa")
    return gray.convert("RGB").convert(mode)


def is_a_slope(image: Image.Image) -> bool:
    tones = image.convert("RGB").convert("L")
    above, middle, below = (
        tones.crop((0, y, tones.width, y + 6)).resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
        for y in (0, tones.height // 2 - 3, tones.height - 6)
    )
    return above < 50 and 90 < middle < 165 and below > 205


SEEN_THROUGH = {"RGBA", "LA", "PA", "La", "RGBa"}
MODES = "1 L P RGB RGBA CMYK YCbCr LAB HSV I F I;16 LA PA La RGBa RGBX"


@pytest.mark.parametrize("mode", MODES.split())
def test_every_kind_of_picture_that_pillow_knows_keeps_its_tones(mode):
    shown = in_eight_bits(slope(mode))

    assert shown.mode == ("RGBA" if mode in SEEN_THROUGH else "RGB")
    assert is_a_slope(shown)


@pytest.mark.parametrize(
    ("least", "most"), [(0, 1), (0, 255), (0, 65_535), (0, 1_000_000), (-4.0, 4.0)]
)
def test_pixels_as_fractions_or_large_numbers_are_scaled_to_their_range(least, most):
    tones = slope("L").convert("F").point(lambda tone: tone * (most - least) / 255 + least)

    assert is_a_slope(in_eight_bits(tones))


def file_of(kind: str) -> bytes:
    """Return a file of a kind that the form accepts but browsers may not support."""
    content = io.BytesIO()
    match kind:
        case "png of 16 bits, seen through":
            slope("I;16").save(content, "PNG", transparency=65_535)
        case "png with a palette, seen through":
            slope("P").save(content, "PNG", transparency=bytes([255] * 256))
        case "jpeg for a press":
            slope("CMYK").save(content, "JPEG", quality=95)
        case "jpeg for a press, with a profile that does not fit":
            profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
            slope("CMYK").save(content, "JPEG", quality=95, icc_profile=profile)
        case _:
            slope(kind.removeprefix("png ")).save(content, "PNG")
    return content.getvalue()


KINDS = [f"png {mode}" for mode in ("1", "L", "LA", "P", "RGB", "RGBA", "I;16")]
KINDS += ["png of 16 bits, seen through", "png with a palette, seen through"]
KINDS += ["jpeg for a press", "jpeg for a press, with a profile that does not fit"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_accepted_file_is_rendered_in_every_format(kind):
    name = f"slope.{kind.split()[0]}"
    assert errors_of(name, file_of(kind)) == ""
    picture = PictureFactory(file=SimpleUploadedFile(name, file_of(kind)))
    for form in ("jpeg", "png", "webp", "avif"):
        with Image.open(picture.get_rendition(f"width-60|format-{form}").file) as shown:
            assert is_a_slope(shown), form


@pytest.mark.parametrize("first_alone", [False, True])
def test_an_animated_png_is_accepted_and_shows_its_first_frame(first_alone):
    first, *others = (Image.new("RGB", (60, 40), color) for color in ("#1f7a6b", "red", "blue"))
    content = io.BytesIO()
    options = {"save_all": True, "append_images": others, "default_image": first_alone}
    first.save(content, "PNG", duration=200, **options)
    assert errors_of("moving.png", content.getvalue()) == ""
    picture = PictureFactory(file=SimpleUploadedFile("moving.png", content.getvalue()))
    with Image.open(picture.get_rendition("width-20|format-png").file) as shown:
        assert shown.convert("RGB").getpixel((5, 5)) == (31, 122, 107)


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "AVIF"])
def test_other_animations_are_also_accepted(kind):
    frames = [Image.new("RGB", (60, 40), color) for color in ("#1f7a6b", "red")]
    content = io.BytesIO()
    frames[0].save(content, kind, save_all=True, append_images=frames[1:], duration=200)
    assert errors_of(f"moving.{kind.lower()}", content.getvalue()) == ""
