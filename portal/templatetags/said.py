"""A template tag for text that a page uses more than once."""

from django import template
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_block_tag
def said(content: SafeString) -> SafeString:
    """Return the tag's content, stripped of surrounding whitespace: `{% said as title %}…`."""
    return SafeString(content.strip())
