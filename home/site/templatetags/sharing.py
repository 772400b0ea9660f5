"""Template tags for sharing a page."""

from django import template
from wagtail.models import Page

from home.core.addresses import full_address
from home.site.selectors.sharing import share_picture_url as url_of

register = template.Library()
register.simple_tag(full_address)


@register.simple_tag(takes_context=True)
def share_picture_url(context: template.Context, page: Page) -> str:
    """Return the absolute URL of a page's share picture."""
    return url_of(page, context["request"])
