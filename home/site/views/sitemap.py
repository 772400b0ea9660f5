"""The sitemap for search engines: https://www.sitemaps.org/protocol.html."""

from itertools import groupby
from operator import attrgetter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.models import Page

from home.core.addresses import full_address
from home.core.models.visibility import open_to_all

MOST = 50_000  # addresses per sitemap, by the protocol


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """List every public page with its other language versions: one query."""
    pages = open_to_all(Page.objects.filter(depth__gt=1)).select_related("locale")
    columns = ("url_path", "depth", "path", "locale", "translation_key", "last_published_at")
    listed = pages.only(*columns).order_by("translation_key", "path")[:MOST]
    entries = []
    for _key, group in groupby(listed, key=attrgetter("translation_key")):
        versions = [
            (page.locale.language_code, full_address(page, request), page.last_published_at)
            for page in group
        ]
        alternates = [(code, url) for code, url, _ in versions] if len(versions) > 1 else []
        entries += [
            {"url": url, "changed": changed, "alternates": alternates}
            for _code, url, changed in versions
            if url
        ]
    return render(
        request, "home_site/sitemap.xml", {"entries": entries}, content_type="application/xml"
    )
