"""Template tags and filters for stories."""

from typing import Any

from django import template
from wagtail.blocks import StructValue

from home.stories.models import StoryPage

register = template.Library()


@register.filter
def initials(name: str) -> str:
    """Return the initials of the first and last word: Rosa María Castellanos → RC."""
    words = name.split()
    return "".join(word[0].upper() for word in dict.fromkeys((*words[:1], *words[-1:])))


@register.simple_tag(takes_context=True)
def newest_stories(context: template.Context, block: StructValue) -> dict[str, Any]:
    """Return the cards that a StoriesBlock asks for, and the URL of all stories."""
    request = context.get("request")
    stories = StoryPage.objects.for_this_reader().for_cards()
    if category := block.get("category"):
        in_any_language = category.translation_key
        stories = stories.filter(category__translation_key=in_any_language)
    newest = list(stories[: block["number"]])
    return {
        "cards": [story.card(request) for story in newest],
        "index_url": newest[0].index_url(request) if newest else "",
    }
