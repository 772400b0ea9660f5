"""Redirects from old addresses, in both languages: in one step to a live address, never in a circle."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from copy import copy
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
    QueryDict,
)
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.translation import get_language_from_path, override
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect

from home.core.addresses import in_readers_language
from home.site.selectors.routing import address_of_translation, route


@dataclass(frozen=True, slots=True)
class Step:
    """One redirect: its target, and whether something answers there."""

    to: str
    answers: bool
    is_permanent: bool


class RedirectMiddleware:
    """Replaces Wagtail's, which follows only one redirect and also leads to deleted pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != HTTPStatus.NOT_FOUND:
            return response
        return answer_of_redirects(request) or response


def answer_of_redirects(request: HttpRequest) -> HttpResponse | None:
    """Return a redirect to the first address along the way that answers; None if none does."""
    steps = steps_from(request.get_full_path(), request)
    number = next((number for number, step in enumerate(steps) if step.answers), None)
    if number is None:
        return None
    for_good = all(step.is_permanent for step in steps[: number + 1])
    answer = HttpResponsePermanentRedirect if for_good else HttpResponseRedirect
    response = answer(steps[number].to)
    # A browser that cached it would loop once the page has its old slug again.
    response["Cache-Control"] = "no-cache"
    return response


def steps_from(address: str, request: HttpRequest) -> list[Step]:
    """Return the chain of redirects from an address; empty if it is circular.

    The chain continues past an address that answers: that answer may still be a 404, such as a list without
    stories, and then its own redirect is next.
    """
    steps: list[Step] = []
    seen = {Redirect.normalise_path(address)}
    while step := step_from(address, request):
        steps.append(step)
        address = step.to
        if is_ours(address):
            if (normalized := Redirect.normalise_path(address)) in seen:
                return []
            seen.add(normalized)
    return steps


def step_from(address: str, request: HttpRequest) -> Step | None:
    """Return the redirect in effect at an address. A move's redirect ends where a page exists again."""
    if not is_ours(address):
        return None
    here = answering_address(address, request)
    if here not in ("", address):  # adding the slash or redirecting to the translation comes first
        return None
    for found, to in redirects_at(address, request):
        leads_to_itself = Redirect.normalise_path(to) == Redirect.normalise_path(address)
        if found.automatically_created and (here or leads_to_itself):
            continue
        there = answering_address(to, request) if is_ours(to) else to
        return Step(there or to, bool(there), found.is_permanent and there in ("", to))
    return None


def redirects_at(address: str, request: HttpRequest) -> Iterator[tuple[Redirect, str]]:
    """Yield the redirects of an address and their targets.

    Untranslated pages are also served at /es/, so their old addresses are looked up there, too.
    """
    found = redirect_from(address, request)
    if found and (to := link_of(found, request)):
        yield found, to
    language = language_of(address)
    if language == settings.LANGUAGE_CODE:
        return
    found = redirect_from(address.removeprefix(f"/{language}"), request)
    if found and (to := link_of(found, request)):
        with override(language):
            yield found, in_readers_language(to)


def redirect_from(address: str, request: HttpRequest) -> Redirect | None:
    """Return the redirect for the full address, or else for its path, as Wagtail does."""
    whole = Redirect.normalise_path(address, decode_unicode=False)
    alone = urlsplit(whole).path
    found = get_redirect(request, whole)
    return found if found or alone == whole else get_redirect(request, alone)


def link_of(found: Redirect, request: HttpRequest) -> str:
    """Return a redirect's target, as a path if it is on this site. Empty for a page outside of it."""
    if found.redirect_page and not found.redirect_page.url:
        return ""
    parts = urlsplit(found.link or "")
    if parts.netloc in (request.get_host(), urlsplit(settings.SITE_URL).netloc):
        parts = parts._replace(scheme="", netloc="", path=parts.path or "/")
    link = parts.geturl()
    return served_as(link)[0] if is_ours(link) else link


def is_ours(address: str) -> bool:
    return address.startswith("/") and not address.startswith("//")


def answering_address(address: str, request: HttpRequest) -> str:
    """Return the address on this site that answers without another redirect; empty if none does.

    A path outside of Django's URLs, such as a file, is assumed to answer.
    """
    address, match = served_as(address)
    if match is None or match.view_name != "wagtail_serve":
        return address
    asking = copy(request)
    asking.GET = QueryDict(urlsplit(address).query)
    with override(language_of(address)):
        found = route(asking, match.args[0])
        return (address_of_translation(found.page, asking) or address) if found else ""


def served_as(address: str) -> tuple[str, ResolverMatch | None]:
    """Return the address as Django serves it, with its slash, and its resolver match."""
    parts = urlsplit(address)
    with override(language_of(address)):
        for path in (parts.path, f"{parts.path}/"):
            with suppress(Resolver404):
                return parts._replace(path=path).geturl(), resolve(unquote(path))
    return address, None


def language_of(address: str) -> str:
    return get_language_from_path(urlsplit(address).path) or settings.LANGUAGE_CODE
