"""Addresses that something other than an editor's page answers, derived from the URL patterns."""

import re
from collections.abc import Iterable

from django.conf import settings
from django.urls import (
    LocalePrefixPattern,
    Resolver404,
    URLPattern,
    URLResolver,
    get_resolver,
    resolve,
)
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.models import Page

from .addresses import HOME_DEPTH

Patterns = Iterable[URLPattern | URLResolver]

TAKEN = _("This address is already used by another part of the site. Choose a different one.")


def is_taken(slug: str, parent: Page) -> bool:
    """Whether a page with this slug below the parent would be hidden, or would hide something else."""
    routes: Patterns = getattr(parent.specific_class, "get_subpage_urls", tuple)()
    return is_first_word(slug, routes) or (parent.depth == HOME_DEPTH and is_taken_at_the_top(slug))


def is_taken_at_the_top(slug: str) -> bool:
    """Whether /slug/ belongs to a view, a language, a file, or a prefix of other URLs."""
    if slug in dict(settings.LANGUAGES) or f"/{slug}/" in (settings.MEDIA_URL, settings.STATIC_URL):
        return True
    patterns = get_resolver().url_patterns
    without_language = [each for each in patterns if not _names_language(each)]
    return is_first_word(slug, without_language) or not leads_to_a_page(slug)


def leads_to_a_page(slug: str) -> bool:
    """Whether the site looks for a page at /slug/; an invalid slug leads nowhere."""
    try:
        with override(settings.LANGUAGE_CODE):
            return resolve(f"/{slug}/").view_name == "wagtail_serve"
    except Resolver404:
        return False


def is_first_word(slug: str, patterns: Patterns) -> bool:
    """Whether a URL of one of these patterns begins with the slug, such as tag in tag/back/."""
    first = (str(each.pattern).removeprefix("^").split("/")[0] for each in patterns)
    return any(re.fullmatch(word, slug) for word in first)


def _names_language(pattern: URLPattern | URLResolver) -> bool:
    return isinstance(pattern.pattern, LocalePrefixPattern)
