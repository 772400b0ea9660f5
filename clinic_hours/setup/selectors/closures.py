"""The school's closures as its settings keep them, which calculators and paces read too."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from home.site.models import SiteSettings


@dataclass(frozen=True, slots=True)
class Closed:
    """A closure with its key in the settings."""

    key: str
    name: str
    first_day: date
    last_day: date


def closures() -> list[Closed]:
    """Return all closures by their first day."""
    school = SiteSettings.objects.filter(site__is_default_site=True).only("closures").first()
    found = list(closures_in(school)) if school else []
    return sorted(found, key=lambda each: each.first_day)


def closures_in(school: SiteSettings) -> Iterator[Closed]:
    for block in school.closures:
        said = block.value
        yield Closed(block.id, said["name"], said["first_day"], said["last_day"])


def closure_of(key: str) -> Closed | None:
    return next((each for each in closures() if each.key == key), None)
