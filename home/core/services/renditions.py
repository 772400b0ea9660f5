"""Create picture renditions before a visitor needs them."""

import logging

from home.core.selectors.renditions import missing_renditions

logger = logging.getLogger(__name__)


def make_renditions() -> int:
    """Create every rendition that the site shows and that is missing; return how many.

    A picture whose file is lost or broken is logged, and the others are created.
    """
    made = 0
    for picture, filters in missing_renditions():
        try:
            made += len(picture.create_renditions(*filters))
        except Exception:  # each library has its own errors for damaged files
            logger.exception("Picture %d cannot be drawn.", picture.pk)
    return made
