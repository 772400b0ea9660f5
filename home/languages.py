"""The same page in the site's other languages."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language
from wagtail.models import Page, Site

from home.visibility import open_to_all


@dataclass(frozen=True, slots=True)
class Version:
    """A page in one language. `active` where the reader is there."""

    code: str
    url: str
    active: bool


def versions_of(page: Page | None, request: HttpRequest) -> list[Version]:
    """Return the page in every language that it has, itself included; nothing where it has one."""
    found = pages_of(page, request) if page else addresses_of(request)
    return found if len(found) > 1 else []


def pages_of(page: Page, request: HttpRequest) -> list[Version]:
    """Ask nothing while the site has one language; one question otherwise."""
    if len({root.language_code for root in Site.get_site_root_paths()}) < 2:
        return []
    translations = Page.objects.filter(translation_key=page.translation_key)
    pages = open_to_all(translations).select_related("locale").order_by("locale__language_code")
    return [
        Version(each.locale.language_code, each.get_full_url(request) or "", each.pk == page.pk)
        for each in pages.only("url_path", "depth", "locale", "translation_key", "path")
    ]


def addresses_of(request: HttpRequest) -> list[Version]:
    """Return the addresses of a form or a list; none where the address names no language."""
    here = request.path
    found = {code: translate_url(here, code) for code, _name in settings.LANGUAGES}
    if len(set(found.values())) < 2:
        return []
    return [
        Version(code, request.build_absolute_uri(url), code == get_language())
        for code, url in found.items()
    ]
