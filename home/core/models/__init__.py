from .pictures import Picture, PictureRendition

__all__ = [
    "Picture",
    "PictureRendition",
]
