"""Public pages are kept as they were rendered, until something on the site changes.

Only what a visitor without a session gets is kept, and only such visitors are given it. A change of any
public record begins a new generation: the next request renders anew. Where the cache is not shared with
the worker that publishes at set times, a page is at most `PUBLIC_PAGES_KEPT` seconds late.

Pages have a cache of their own, so that however many are kept, no counted sign-in try makes room for one.
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
# What public pages are made of, beside the models of these rooms. Their wings name in `not_on_pages` what no
# page shows. A change of anything else leaves the pages as they are.
ROOMS = ("home", "courses")
LIBRARIES = ("taggit", "wagtailcore", "wagtaildocs", "wagtailimages", "wagtailredirects")
NOT_ON_PAGES = ("revision", "pagelogentry")
PERSONAL_COOKIES = (settings.SESSION_COOKIE_NAME, "messages")


class PublicPageCacheMiddleware:
    """Answers from the cache before anything else of the site is asked."""

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
            response["Cache-Control"] = "no-cache"  # browsers keep it, and ask whether it changed
            answer = (bytes(response.content), dict(response.items()))
            pages().set(key, answer, settings.PUBLIC_PAGES_KEPT)
        return response


def pages() -> BaseCache:
    return caches["pages"]


def is_for_everyone(request: HttpRequest) -> bool:
    """Whether this visitor is nobody in particular, and asks what anyone might."""
    if request.method != "GET" or not settings.PUBLIC_PAGES_KEPT:
        return False
    return not any(name in request.COOKIES for name in PERSONAL_COOKIES)


def may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether the answer is a page of the public site, the same for every visitor."""
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
    """Return the questions under which an answer is kept: none, or the page of a list that it is.

    Whatever else stands there is the asker's own, such as hours a week, and there is no end of it.
    """
    number = (getattr(response, "context_data", None) or {}).get("page_number")
    return ("", f"page={number}") if number else ("",)


def key_of(request: HttpRequest) -> str:
    generation = pages().get_or_set(GENERATION, secrets.token_hex, timeout=None)
    packed = "gzip" if "gzip" in request.headers.get("Accept-Encoding", "") else "plain"
    address = f"{packed} {request.scheme}://{request.get_host()}{request.get_full_path()}"
    return f"public-pages:{generation}:{hashlib.sha256(address.encode()).hexdigest()}"


def begin_new_generation() -> None:
    """Forget every page that is kept. A name is never used again, also when the cache has lost the last."""
    pages().set(GENERATION, secrets.token_hex(), timeout=None)


def notice_change(sender: type[Model], **_details: Any) -> None:
    """Begin a new generation once a change of what pages are made of is in the database."""
    if is_on_pages(sender):
        transaction.on_commit(begin_new_generation, robust=True)  # the change itself stands


def is_on_pages(model: type[Model]) -> bool:
    app, name = apps.app_configs.get(model._meta.app_label), model._meta.model_name
    if app is None:  # Django's own row of a migration that was applied
        return False
    if app.name.split(".")[0] in ROOMS:
        return name not in getattr(app, "not_on_pages", ())
    return app.label in LIBRARIES and name not in NOT_ON_PAGES


def watch_for_changes() -> None:
    for signal in (post_save, post_delete, m2m_changed):
        signal.connect(notice_change, dispatch_uid="portal.middleware.page_cache")
