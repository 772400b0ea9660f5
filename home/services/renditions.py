"""Making what pages show of pictures, before a visitor asks for it."""

import logging

from wagtail.images.models import SourceImageIOError

from home.selectors.renditions import missing_renditions

logger = logging.getLogger(__name__)


def make_renditions() -> int:
    """Make every size and format that the site shows and that is not there yet; return how many.

    A picture whose file is lost or broken is named in the log, and the others are made.
    """
    made = 0
    for picture, filters in missing_renditions():
        try:
            made += len(picture.create_renditions(*filters))
        except (SourceImageIOError, OSError, ValueError):
            logger.warning("Picture %d cannot be drawn.", picture.pk, exc_info=True)
    return made
