"""Pages and feeds travel compressed; pictures, PDFs and streamed exports as they are."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import set_response_etag

TEXTS = ("text/html", "application/rss+xml", "application/atom+xml", "application/xml")


class TextCompressionMiddleware(GZipMiddleware):
    """Django's, whose random padding keeps the length of a page from telling secrets (BREACH)."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        is_text = response.get("Content-Type", "").startswith(TEXTS)
        if not isinstance(response, HttpResponse) or not is_text:  # it is streamed, or no text
            return response
        if "no-store" not in response.get("Cache-Control", ""):
            set_response_etag(response)  # of the page alone: the padding is never twice the same
        return super().process_response(request, response)
