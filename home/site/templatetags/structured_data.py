"""Template tags for the head of a public page."""

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from wagtail.models import Page

from home.core.addresses import at_site, known_address
from home.site.selectors.languages import (
    Version,
    choices_among,
    language_of,
    versions_of,
)
from home.site.selectors.structured_data import structured_data

register = template.Library()


@register.simple_tag(takes_context=True)
def page_structured_data(context: template.Context) -> SafeString:
    """Return the JSON-LD of the page in the context."""
    return structured_data(context["page"], context["request"])


@register.simple_tag(takes_context=True)
def page_address(context: template.Context) -> str:
    """Return the page's canonical URL; empty if there is no page."""
    page = context.get("page")
    if not isinstance(page, Page):
        return ""
    return known_address(page, context["request"], context.get("page_number") or 1)


@register.simple_tag(takes_context=True)
def form_address(context: template.Context) -> str:
    """Return the canonical URL of something that is not a page, without its query."""
    return at_site(context["request"].path)


@register.simple_tag(takes_context=True)
def share_locale(context: template.Context) -> str:
    """Return the displayed language as an Open Graph locale; the school is in one country."""
    page = context.get("page")
    shown = language_of(page, context["request"]) if isinstance(page, Page) else get_language()
    return f"{shown}_US"


@register.simple_tag(takes_context=True)
def language_choices(context: template.Context) -> list[Version]:
    """Return the language switcher's links."""
    request = context.get("request")
    return choices_among(_versions(context), request) if request else []


@register.simple_tag(takes_context=True)
def foreign_language(context: template.Context) -> str:
    """Return the page's language if it differs from the reader's, for the `lang` of its content."""
    page, request = context.get("page"), context.get("request")
    if request is None or not isinstance(page, Page):
        return ""
    language = language_of(page, request)
    return "" if language == get_language() else language


@register.simple_tag(takes_context=True)
def page_versions(context: template.Context) -> list[Version]:
    """Return all language versions including this one; empty if there is only one."""
    same = [version for version in _versions(context) if version.same]
    return same if len(same) > 1 else []


def _versions(context: template.Context) -> list[Version]:
    """Return all versions, as `versions_of` does, once per request."""
    request, page = context.get("request"), context.get("page")
    if request is None:
        return []
    if not hasattr(request, "page_versions"):
        number = context.get("page_number") or 1
        request.page_versions = versions_of(
            page if isinstance(page, Page) else None, request, number
        )
    return request.page_versions
