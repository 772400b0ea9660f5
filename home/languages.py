"""The same page in the site's other languages."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language
from wagtail.models import Page

from home.navigation import frame_pages


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
    """Return the public versions of the page that is served; a preview has none."""
    pages = [each for each in frame_pages(request) if each.translation_key == page.translation_key]
    versions = [
        Version(each.locale.language_code, each.get_full_url(request) or "", each.pk == page.pk)
        for each in pages
    ]
    return sorted(versions, key=lambda version: version.code)


def language_of(page: Page, request: HttpRequest) -> str:
    """Return the language of the page that is served, which may be none of the reader's."""
    here = (each for each in frame_pages(request) if each.pk == page.pk)
    return next((each.locale.language_code for each in here), get_language() or "")


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
