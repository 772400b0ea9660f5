"""Making what pages show of pictures, before a visitor asks for it."""

import logging

from home.core.selectors.renditions import missing_renditions

logger = logging.getLogger(__name__)


def make_renditions() -> int:
    """Make every size and format that the site shows and that is not there yet; return how many.

    A picture whose file is lost or broken is named in the log, and the others are made.
    """
    made = 0
    for picture, filters in missing_renditions():
        try:
            made += len(picture.create_renditions(*filters))
        except Exception:  # each library names damage otherwise
            logger.exception("Picture %d cannot be drawn.", picture.pk)
    return made
