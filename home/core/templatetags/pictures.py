"""Pictures from the library, in the site's looks."""

from typing import Any

from django import template
from wagtail.images.models import Picture as PictureElement

from home.core.fields.pictures import LOOKS
from home.core.models import Picture

register = template.Library()


@register.simple_tag
def shown_picture(picture: Picture | None, look: str, **attributes: Any) -> str | PictureElement:
    """Return the picture's element: `{% shown_picture card.picture "card" sizes="…" loading="lazy" %}`."""
    return PictureElement(picture.shown_in(LOOKS[look]), attributes) if picture else ""
