"""Template filters of the stories."""

from django import template

register = template.Library()


@register.filter
def initials(name: str) -> str:
    """Return the first letters of the first and the last word: Rosa María Castellanos → RC."""
    words = name.split()
    return "".join(word[0].upper() for word in dict.fromkeys((*words[:1], *words[-1:])))
