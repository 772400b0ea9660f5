"""Who reads a notice, and in which language."""

from django.conf import settings

from home.core.models.actors import Person


def language_of(person: Person) -> str:
    """Return the language that a person last chose, or else the school's default."""
    profile = getattr(person, "wagtail_userprofile", None)
    return (profile and profile.preferred_language) or settings.LANGUAGE_CODE
