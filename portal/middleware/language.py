"""Chooses a page's language: from the URL on public pages, otherwise from the reader's preference."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.views.i18n import set_language
from wagtail.users.models import UserProfile

# Paths outside of i18n_patterns: none has a language prefix.
PERSONAL = ("/hours/", "/accounts/", "/verify/", "/kiosk/", "/in/")


class LanguageMiddleware(LocaleMiddleware):
    """Use the reader's choice, then their browser's languages, if the URL has no language prefix.

    Django's own middleware would always show those pages in LANGUAGE_CODE, because the public pages'
    default language has no prefix.
    """

    def process_request(self, request: HttpRequest) -> None:
        if not request.path_info.startswith(PERSONAL):
            super().process_request(request)
            return
        vars(request)["language_is_readers_choice"] = True
        translation.activate(translation.get_language_from_request(request))
        request.LANGUAGE_CODE = translation.get_language()


def choose_language(request: HttpRequest) -> HttpResponse:
    """Store a reader's choice in their browser, and in their account for mail and the admin."""
    answer = set_language(request)
    chosen = request.POST.get("language")
    if request.user.is_authenticated and chosen in dict(settings.LANGUAGES):
        choice = {"preferred_language": chosen}
        UserProfile.objects.update_or_create(user=request.user, defaults=choice)
    return answer
