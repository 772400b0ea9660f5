"""The services that clients can ask for: those on the clinic's page, in every language."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import get_language

from home.clinic.models import ClinicPage


@dataclass(frozen=True, slots=True)
class Offered:
    """A service as the office and as the reader calls it. `key` is the same in every language."""

    key: str
    name: str
    shown_name: str
    name_es: str
    minutes: int


def services_offered() -> list[Offered]:
    """Return the services on the clinic's page in the reader's language, in its order."""
    pages = ClinicPage.objects.live().public().select_related("locale")
    named = {page.locale.language_code: treatments_of(page) for page in pages}
    own = named.get(settings.LANGUAGE_CODE, {})
    shown = named.get(get_language() or "", own)
    spanish = named.get("es", {})
    return [
        Offered(
            key=key,
            name=own.get(key, (name, 0))[0],
            shown_name=name,
            name_es=spanish.get(key, ("", 0))[0],
            minutes=minutes,
        )
        for key, (name, minutes) in shown.items()
    ]


def treatments_of(page: ClinicPage) -> dict[str, tuple[str, int]]:
    """Return {id of a row: its service and minutes}. A translated row keeps its id."""
    return {each.id: (each.value["service"], each.value["minutes"]) for each in page.treatments}
