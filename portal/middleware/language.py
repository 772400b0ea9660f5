"""Which language a page is in. Public pages say it in their address; the others ask the reader."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.views.i18n import set_language
from wagtail.users.models import UserProfile

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
        vars(request)["language_is_readers_choice"] = True
        translation.activate(translation.get_language_from_request(request))
        request.LANGUAGE_CODE = translation.get_language()


def choose_language(request: HttpRequest) -> HttpResponse:
    """Keep a reader's choice in their browser, and on their account: mail and the admin follow it."""
    answer = set_language(request)
    chosen = request.POST.get("language")
    if request.user.is_authenticated and chosen in dict(settings.LANGUAGES):
        choice = {"preferred_language": chosen}
        UserProfile.objects.update_or_create(user=request.user, defaults=choice)
    return answer
