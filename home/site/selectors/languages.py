"""The other language versions of a page, or of a list below it."""

from dataclasses import dataclass, replace

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language
from wagtail.models import Page

from home.core.addresses import at_site, question_of, route_in

from .navigation import frame_pages


@dataclass(frozen=True, slots=True)
class Version:
    """One language's version of what is shown. `active` if it is the reader's.

    `same` is false if that language has the page but not the list below it; then this is the page.
    """

    code: str
    path: str
    active: bool
    same: bool = True

    @property
    def url(self) -> str:
        return at_site(self.path)


def versions_of(page: Page | None, request: HttpRequest, number: int = 1) -> list[Version]:
    """Return the versions in all languages that have one; page `number` of a list has only its own."""
    return pages_of(page, request, number) if page else addresses_of(request)


def choices_among(versions: list[Version], request: HttpRequest) -> list[Version]:
    """Return the language switcher's links, which keep the reader's query.

    An untranslated page keeps its text at a separate address in each language.
    """
    found = versions if len(versions) > 1 else addresses_of(request)
    return [replace(each, path=f"{each.path}{question_of(request)}") for each in found]


def pages_of(page: Page, request: HttpRequest, number: int = 1) -> list[Version]:
    """Return the served page's public versions; a preview has none."""
    pages = [each for each in frame_pages(request) if each.translation_key == page.translation_key]
    versions = [_version(each, page, request, number) for each in pages]
    return sorted(versions, key=lambda version: version.code)


def _version(other: Page, page: Page, request: HttpRequest, number: int) -> Version:
    active, route = other.pk == page.pk, route_in(page, other, request)
    return Version(
        code=other.locale.language_code,
        path=f"{other.get_url(request) or ''}{route or ''}",
        active=active,
        same=active or (route is not None and number == 1),
    )


def language_of(page: Page, request: HttpRequest) -> str:
    """Return the language of the served page, which may differ from the reader's."""
    here = (each for each in frame_pages(request) if each.pk == page.pk)
    return next((each.locale.language_code for each in here), get_language() or "")


def addresses_of(request: HttpRequest) -> list[Version]:
    """Return the versions of a form or a list; none if the address has no language prefix."""
    here = f"/{request.path.lstrip('/')}"  # two slashes would name another host
    found = {code: translate_url(here, code) for code, _name in settings.LANGUAGES}
    if len(set(found.values())) < 2:
        return []
    return [Version(code, path, code == get_language()) for code, path in found.items()]
