"""Template tags for the head of a public page."""

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from wagtail.models import Page

from home.languages import Version, addresses_of, language_of, versions_of
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
def language_choices(context: template.Context) -> list[Version]:
    """Return where the switch of languages leads: to the translation, else to this very address.

    A page that nobody has translated keeps its words there; the frame around it speaks the language.
    """
    request = context.get("request")
    return (page_versions(context) or addresses_of(request)) if request else []


@register.simple_tag(takes_context=True)
def foreign_language(context: template.Context) -> str:
    """Return the page's language where it is another than the reader's, for the part that holds it."""
    page, request = context.get("page"), context.get("request")
    if request is None or not isinstance(page, Page):
        return ""
    language = language_of(page, request)
    return "" if language == get_language() else language


@register.simple_tag(takes_context=True)
def page_versions(context: template.Context) -> list[Version]:
    """Return what is shown in its other languages and itself: asked for once a request."""
    request, page = context.get("request"), context.get("page")
    if request is None:
        return []
    if not hasattr(request, "page_versions"):
        request.page_versions = versions_of(page if isinstance(page, Page) else None, request)
    return request.page_versions
