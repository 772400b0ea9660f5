"""Caches rendered public pages until something on the site changes.

Only responses to visitors without a session are cached, and only such visitors get them. A change to any
public record starts a new generation, so the next request renders the page again. If the cache is not
shared with the worker, which publishes scheduled pages, a page is at most `PUBLIC_PAGES_KEPT` seconds out
of date.

Pages have a cache of their own, so that they never evict the counts of sign-in attempts.
"""

import hashlib
import secrets
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.base import BaseCache
from django.db import transaction
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.http import HttpRequest, HttpResponse

GENERATION = "public-pages:generation"
# Public pages depend on the models of these rooms and libraries. Wings list in `not_on_pages` the models that
# no page shows. Changes to anything else leave cached pages valid.
ROOMS = ("home", "courses")
LIBRARIES = ("taggit", "wagtailcore", "wagtaildocs", "wagtailimages", "wagtailredirects")
NOT_ON_PAGES = ("revision", "pagelogentry")
PERSONAL_COOKIES = (settings.SESSION_COOKIE_NAME, "messages")


class PublicPageCacheMiddleware:
    """Answers from the cache before any other part of the site runs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_for_everyone(request):
            return self.get_response(request)
        key = key_of(request)
        if kept := pages().get(key):
            content, headers = kept
            return HttpResponse(content, headers=headers)
        response = self.get_response(request)
        if may_be_kept(request, response):
            response["Cache-Control"] = "no-cache"  # browsers may store it, but must revalidate
            answer = (bytes(response.content), dict(response.items()))
            pages().set(key, answer, settings.PUBLIC_PAGES_KEPT)
        return response


def pages() -> BaseCache:
    return caches["pages"]


def is_for_everyone(request: HttpRequest) -> bool:
    """Whether this is an anonymous visitor's request for a page without personal content."""
    if request.method != "GET" or not settings.PUBLIC_PAGES_KEPT:
        return False
    return not any(name in request.COOKIES for name in PERSONAL_COOKIES)


def may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether the response is a public page that is the same for every visitor."""
    view = getattr(request.resolver_match, "view_name", None)
    return (
        view == "wagtail_serve"
        and response.status_code == HTTPStatus.OK
        and not response.streaming
        and not response.cookies
        and not response.has_header("Cache-Control")
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        and request.META.get("QUERY_STRING", "") in questions_of(response)
    )


def questions_of(response: HttpResponse) -> tuple[str, ...]:
    """Return the query strings under which to cache a response: the empty one, or a list's page number.

    Any other query is the visitor's own, such as weekly hours, and there is no limit to those.
    """
    number = (getattr(response, "context_data", None) or {}).get("page_number")
    return ("", f"page={number}") if number else ("",)


def key_of(request: HttpRequest) -> str:
    generation = pages().get_or_set(GENERATION, secrets.token_hex, timeout=None)
    packed = "gzip" if "gzip" in request.headers.get("Accept-Encoding", "") else "plain"
    address = f"{packed} {request.scheme}://{request.get_host()}{request.get_full_path()}"
    return f"public-pages:{generation}:{hashlib.sha256(address.encode()).hexdigest()}"


def begin_new_generation() -> None:
    """Invalidate every cached page. Names are never reused, even if the cache has lost the last one."""
    pages().set(GENERATION, secrets.token_hex(), timeout=None)


def notice_change(sender: type[Model], **_details: Any) -> None:
    """Start a new generation once a change to public content is committed."""
    if is_on_pages(sender):
        transaction.on_commit(begin_new_generation, robust=True)  # the change itself is kept


def is_on_pages(model: type[Model]) -> bool:
    app, name = apps.app_configs.get(model._meta.app_label), model._meta.model_name
    if app is None:  # Django's own row for an applied migration
        return False
    if app.name.split(".")[0] in ROOMS:
        return name not in getattr(app, "not_on_pages", ())
    return app.label in LIBRARIES and name not in NOT_ON_PAGES


def watch_for_changes() -> None:
    for signal in (post_save, post_delete, m2m_changed):
        signal.connect(notice_change, dispatch_uid="portal.middleware.page_cache")
