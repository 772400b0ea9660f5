"""Template tags for the head of a public page."""

from django import template
from django.utils.safestring import SafeString
from wagtail.models import Page

from home.languages import Version, versions_of
from home.structured_data import linked_data

register = template.Library()


@register.simple_tag(takes_context=True)
def page_as_linked_data(context: template.Context) -> SafeString:
    """Return the JSON-LD of the page in the context."""
    return linked_data(context["page"], context["request"])


@register.simple_tag(takes_context=True)
def page_address(context: template.Context) -> str:
    """Return the full address under which the page should be known; empty where there is no page."""
    page = context.get("page")
    return (page.get_full_url(context["request"]) or "") if isinstance(page, Page) else ""


@register.simple_tag(takes_context=True)
def page_versions(context: template.Context) -> list[Version]:
    """Return what is shown in its other languages and itself: asked for once a request."""
    request, page = context.get("request"), context.get("page")
    if request is None:
        return []
    if not hasattr(request, "page_versions"):
        request.page_versions = versions_of(page if isinstance(page, Page) else None, request)
    return request.page_versions
