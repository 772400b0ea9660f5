"""Compresses pages and feeds, but not pictures, PDFs or streamed exports."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import set_response_etag

TEXTS = ("text/html", "application/rss+xml", "application/atom+xml", "application/xml")


class TextCompressionMiddleware(GZipMiddleware):
    """Django's middleware, whose random padding prevents a page's length from leaking secrets (BREACH)."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        is_text = response.get("Content-Type", "").startswith(TEXTS)
        if not isinstance(response, HttpResponse) or not is_text:  # streamed, or not text
            return response
        if "no-store" not in response.get("Cache-Control", ""):
            set_response_etag(response)  # of the uncompressed page, since the padding is random
        return super().process_response(request, response)
