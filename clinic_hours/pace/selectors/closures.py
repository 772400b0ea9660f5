"""The days on which the school is closed, from its settings."""

from clinic_hours.pace.domain.catching_up import Closure
from home.site.models import SiteSettings


def school_closures() -> tuple[Closure, ...]:
    """Return the first and last day of each closure, in one query."""
    school = SiteSettings.objects.filter(site__is_default_site=True).only("closures").first()
    return closures_in(school) if school else ()


def closures_in(school: SiteSettings) -> tuple[Closure, ...]:
    values = (block.value for block in school.closures)
    return tuple((value["first_day"], value["last_day"]) for value in values)
