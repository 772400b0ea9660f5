"""Addresses of this site, as the reader's language has them."""

from django.conf import settings
from django.urls import translate_url
from django.utils.translation import get_language, override


def in_readers_language(address: str) -> str:
    """Return where a path such as /clinic/ is in the reader's language; anything else as it is."""
    language = get_language()
    if language in (None, settings.LANGUAGE_CODE) or not address.startswith("/"):
        return address
    if address.startswith(f"/{language}/"):
        return address
    with override(settings.LANGUAGE_CODE):
        return translate_url(address, language)
