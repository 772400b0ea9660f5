"""Where old addresses lead, in both languages: in one step to what answers there now, never in a circle."""

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
    """One redirect: where it leads, and whether something answers there."""

    to: str
    answers: bool
    is_permanent: bool


class RedirectMiddleware:
    """In place of Wagtail's, which looks one redirect ahead and also leads to pages that are gone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != HTTPStatus.NOT_FOUND:
            return response
        return answer_of_redirects(request) or response


def answer_of_redirects(request: HttpRequest) -> HttpResponse | None:
    """Return a redirect to the first address on the way that answers; None where none does."""
    steps = steps_from(request.get_full_path(), request)
    number = next((number for number, step in enumerate(steps) if step.answers), None)
    if number is None:
        return None
    for_good = all(step.is_permanent for step in steps[: number + 1])
    answer = HttpResponsePermanentRedirect if for_good else HttpResponseRedirect
    response = answer(steps[number].to)
    # A browser that keeps it would go in a circle once the page has its old name back.
    response["Cache-Control"] = "no-cache"
    return response


def steps_from(address: str, request: HttpRequest) -> list[Step]:
    """Return the redirects from an address, one after the other; none of them where they form a circle.

    They are followed beyond an address that answers: what answers may still say that it has nothing, such
    as a list without stories, and then its own redirect is next.
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
    """Return the redirect in effect at an address. One that a move made ends where a page stands again."""
    if not is_ours(address):
        return None
    here = answering_address(address, request)
    if here not in ("", address):  # the slash or the translation comes first
        return None
    for found, to in redirects_at(address, request):
        leads_to_itself = Redirect.normalise_path(to) == Redirect.normalise_path(address)
        if found.automatically_created and (here or leads_to_itself):
            continue
        there = answering_address(to, request) if is_ours(to) else to
        return Step(there or to, bool(there), found.is_permanent and there in ("", to))
    return None


def redirects_at(address: str, request: HttpRequest) -> Iterator[tuple[Redirect, str]]:
    """Yield the redirects of an address and where they lead.

    What nobody has translated is served at /es/ as well, so its old address is looked for there, too.
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
    """Return the redirect of a whole address, else of its path alone, as Wagtail looks for its own."""
    whole = Redirect.normalise_path(address, decode_unicode=False)
    alone = urlsplit(whole).path
    found = get_redirect(request, whole)
    return found if found or alone == whole else get_redirect(request, alone)


def link_of(found: Redirect, request: HttpRequest) -> str:
    """Return where a redirect leads: a path where that is on this site. Empty for a page outside of it."""
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
    """Return the address that answers for one of this site, without a further step; empty where none does.

    What is no address of Django's, such as a file's, is taken to answer.
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
    """Return the address as Django serves it, with its slash, and what serves it."""
    parts = urlsplit(address)
    with override(language_of(address)):
        for path in (parts.path, f"{parts.path}/"):
            with suppress(Resolver404):
                return parts._replace(path=path).geturl(), resolve(unquote(path))
    return address, None


def language_of(address: str) -> str:
    return get_language_from_path(urlsplit(address).path) or settings.LANGUAGE_CODE
