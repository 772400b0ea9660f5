"""Pictures on the site carry nothing of where and with what they were taken."""

from PIL import ImageOps
from willow.plugins.pillow import PillowImage
from willow.registry import registry

TOLD_BY_CAMERAS = ("exif", "xmp", "photoshop", "comment")


def upright_and_silent(picture: PillowImage) -> PillowImage:
    """Turn a picture as its camera says it was held, then forget what else the camera said.

    Every rendition begins with this operation. The original in the library stays as uploaded.
    """
    turned = ImageOps.exif_transpose(picture.image)
    for name in TOLD_BY_CAMERAS:
        turned.info.pop(name, None)
    return PillowImage(turned)


def forget_what_cameras_say() -> None:
    registry.register_operation(PillowImage, "auto_orient", upright_and_silent)
