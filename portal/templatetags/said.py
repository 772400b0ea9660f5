"""A template tag for words that a page says more than once."""

from django import template
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_block_tag
def said(content: SafeString) -> SafeString:
    """Return what stands between the tags, without the blanks around it: `{% said as title %}…`."""
    return SafeString(content.strip())
