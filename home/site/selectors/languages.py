"""The same page, or the same list beneath it, in the site's other languages."""

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
    """What is shown, in one language. `active` where the reader is there.

    `same` is false where that language has the page, but not the list beneath it: the page stands in.
    """

    code: str
    path: str
    active: bool
    same: bool = True

    @property
    def url(self) -> str:
        return at_site(self.path)


def versions_of(page: Page | None, request: HttpRequest, number: int = 1) -> list[Version]:
    """Return what is shown in every language that has it; page `number` of a list is in one alone."""
    return pages_of(page, request, number) if page else addresses_of(request)


def choices_among(versions: list[Version], request: HttpRequest) -> list[Version]:
    """Return where a switch of languages leads: what the reader asked is asked there, too.

    A page that nobody has translated keeps its words at an address of its own in each language.
    """
    found = versions if len(versions) > 1 else addresses_of(request)
    return [replace(each, path=f"{each.path}{question_of(request)}") for each in found]


def pages_of(page: Page, request: HttpRequest, number: int = 1) -> list[Version]:
    """Return the public versions of the page that is served; a preview has none."""
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
    """Return the language of the page that is served, which may be none of the reader's."""
    here = (each for each in frame_pages(request) if each.pk == page.pk)
    return next((each.locale.language_code for each in here), get_language() or "")


def addresses_of(request: HttpRequest) -> list[Version]:
    """Return the addresses of a form or a list; none where the address names no language."""
    here = f"/{request.path.lstrip('/')}"  # two strokes would name another host
    found = {code: translate_url(here, code) for code, _name in settings.LANGUAGES}
    if len(set(found.values())) < 2:
        return []
    return [Version(code, path, code == get_language()) for code, path in found.items()]
