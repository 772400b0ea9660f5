"""Old addresses, in both languages."""

from urllib.parse import urlparse

from django.conf import settings
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.utils.translation import get_language_from_path
from wagtail.contrib.redirects.middleware import RedirectMiddleware as WagtailRedirectMiddleware
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect

from home.addresses import in_readers_language


class RedirectMiddleware(WagtailRedirectMiddleware):
    """Wagtail's, which knows an address in the language of its page only.

    What nobody has translated is served at /es/ as well, so its old address is looked for there, too.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        answer = super().process_response(request, response)
        language = get_language_from_path(request.path_info)
        if answer.status_code != 404 or language in (None, settings.LANGUAGE_CODE):
            return answer
        asked = request.get_full_path().removeprefix(f"/{language}")
        return redirect_of_first_language(request, asked) or answer


def redirect_of_first_language(request: HttpRequest, asked: str) -> HttpResponse | None:
    """Return the answer of the redirect that the first language has, leading on in the reader's."""
    found = redirect_from(request, asked)
    if found is None or not found.link:
        return None
    answer = HttpResponsePermanentRedirect if found.is_permanent else HttpResponseRedirect
    return answer(in_readers_language(found.link))


def redirect_from(request: HttpRequest, asked: str) -> Redirect | None:
    """Return the redirect of a whole address, else of its path alone, as Wagtail looks for its own."""
    whole = Redirect.normalise_path(asked, decode_unicode=False)
    alone = urlparse(whole).path
    found = get_redirect(request, whole)
    return found if found or alone == whole else get_redirect(request, alone)
