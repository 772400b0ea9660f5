"""READ: closures with the names of the clinic sites they are for."""

from collections.abc import Iterable
from dataclasses import dataclass

from clinic_hours.people.models import ClinicSite
from home.site.models import Closure


@dataclass(frozen=True, slots=True)
class Closed:
    """A closure and the name of its clinic site, which is empty if the whole school is closed."""

    closure: Closure
    site: str


def with_sites(closures: Iterable[Closure]) -> list[Closed]:
    """Return closures with their sites, in one more query. A site that is gone has its short name."""
    found = list(closures)
    places = {each.place for each in found if each.place}
    sites = ClinicSite.objects.in_bulk(places, field_name="slug")
    return [Closed(each, str(sites.get(each.place, each.place))) for each in found]


def has_closures(site: ClinicSite) -> bool:
    return Closure.objects.filter(place=site.slug).exists()
