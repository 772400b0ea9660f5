"""Which language a page is in. Public pages say it in their address; the others ask the reader."""

from django.http import HttpRequest
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

# What i18n_patterns do not serve: no address here names a language.
PERSONAL = ("/hours/", "/accounts/", "/verify/")


class LanguageMiddleware(LocaleMiddleware):
    """Follow the reader's choice, then their browser, where the address names no language.

    Django's own would show those pages in LANGUAGE_CODE only, because the public pages' default
    language has no prefix.
    """

    def process_request(self, request: HttpRequest) -> None:
        if not request.path_info.startswith(PERSONAL):
            super().process_request(request)
            return
        request.language_is_readers_choice = True
        translation.activate(translation.get_language_from_request(request))
        request.LANGUAGE_CODE = translation.get_language()
