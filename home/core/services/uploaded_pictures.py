"""How an uploaded picture is prepared for the site, whatever its format.

It loses its metadata, such as location and camera, and is reduced to eight bits per channel, the most that
browsers' formats hold: Pillow writes deeper images as white, or not at all.
"""

from io import BytesIO
from typing import Any, BinaryIO, cast

from filetype import add_type
from filetype.types.image import Avif
from PIL import Image, ImageCms, ImageOps
from willow.image import INITIAL_IMAGE_CLASSES, AvifImageFile, PNGImageFile
from willow.plugins.pillow import PillowImage
from willow.registry import registry

TOLD_BY_CAMERAS = ("exif", "xmp", "photoshop", "comment")
BRIGHTEST = 255
WEB = ("RGB", "RGBA")
DEEP = ("I", "F", "I;16", "I;16L", "I;16B", "I;16N")
SIXTEEN_BITS = 65_535
AVIF_SPEED = 8  # 0 to 10; 10 is the fastest


def upright_and_silent(picture: PillowImage) -> PillowImage:
    """Rotate a picture according to its EXIF orientation, then drop its metadata.

    Every rendition begins with this operation. The original in the library stays as uploaded.
    """
    turned = in_eight_bits(ImageOps.exif_transpose(picture.image))
    for name in TOLD_BY_CAMERAS:
        turned.info.pop(name, None)
    return PillowImage(turned)


def in_eight_bits(image: Image.Image) -> Image.Image:
    """Return a picture as RGB, or as RGBA if it has transparency."""
    if image.mode in DEEP:
        image = scaled(image)
    if image.mode in WEB and "transparency" not in image.info:
        return image
    if image.mode == "La":  # Pillow has no shorter way
        image = image.convert("LA")
    mode = "RGBA" if image.has_transparency_data else "RGB"
    converted = by_own_profile(image, mode) or image.convert(mode)
    converted.info.pop("transparency", None)
    return converted


def scaled(image: Image.Image) -> Image.Image:
    """Return grayscale deeper than eight bits as eight bits, with the brightest value as white.

    Sixteen-bit images have a known maximum. For larger integers and floats, only the picture itself tells:
    values within 0 and 1, 0 and 255, or 0 and 65,535 use that scale, all others their own range.
    """
    darkest, brightest = cast(tuple[float, float], image.getextrema())  # of its only band
    is_sixteen = image.mode.startswith("I;16")
    bottom = min(darkest, 0)
    top: float
    if is_sixteen:
        top = SIXTEEN_BITS
    else:
        scales = (1, BRIGHTEST, SIXTEEN_BITS) if bottom == 0 else ()
        top = next((each for each in scales if brightest <= each), brightest)
    factor = BRIGHTEST / ((top - bottom) or 1)
    tones = (image.convert("I") if is_sixteen else image).convert("F")
    gray = tones.point(lambda tone: tone * factor - bottom * factor).convert("L")
    if "transparency" in gray.info:
        gray.info["transparency"] = int(gray.info["transparency"] * factor)
    return gray


def by_own_profile(image: Image.Image, mode: str) -> Image.Image | None:
    """Return the picture converted to sRGB by its ICC profile, such as CMYK; None without a usable one.

    The profile of an RGB picture is left to the browser.
    """
    if image.mode in (*WEB, "P", "PA"):
        return None
    profile = image.info.pop("icc_profile", None)
    if not profile:
        return None
    given = BytesIO(profile)
    try:
        converted = ImageCms.profileToProfile(
            image, given, ImageCms.createProfile("sRGB"), outputMode=mode
        )
    except ImageCms.PyCMSError:
        return None
    if converted:
        converted.info.pop("icc_profile", None)  # browsers assume sRGB
    return converted


class MovingAvif(Avif):
    """An AVIF animation, which the library that detects file types does not recognize as an image."""

    def match(self, buf: bytearray) -> bool:
        return self._is_isobmff(buf) and self._get_ftyp(buf)[0] == "avis"


def save_as_avif(
    picture: PillowImage, f: BinaryIO, quality: int = 65, lossless: bool = False, **_options: Any
) -> AvifImageFile:
    """Save at a speed that takes a fifth of the default time; Willow has no option for it."""
    exact = {"quality": 100, "subsampling": "4:4:4"}
    options = exact if lossless else {"quality": quality, "speed": AVIF_SPEED}
    picture.image.save(f, "AVIF", icc_profile=picture.get_icc_profile(), **options)
    return AvifImageFile(f)


def prepare_renditions() -> None:
    registry.register_operation(PillowImage, "auto_orient", upright_and_silent)
    # Willow calls this method directly; an operation registered under this name would be ignored.
    PillowImage.save_as_avif = save_as_avif
    # Only the first frame of an animation is used.
    INITIAL_IMAGE_CLASSES["apng"] = PNGImageFile
    add_type(MovingAvif())
