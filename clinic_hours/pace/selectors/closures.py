"""The days on which the school is closed, from its settings."""

from clinic_hours.pace.domain.catching_up import Closure
from home.site.models import SiteSettings


def school() -> SiteSettings:
    """Return the closures and contacts of the school's site, in one query."""
    shown = SiteSettings.objects.only("closures", "email", "phone")
    return next(iter(shown.filter(site__is_default_site=True)), None) or SiteSettings()


def school_closures() -> tuple[Closure, ...]:
    return closures_in(school())


def closures_in(settings: SiteSettings) -> tuple[Closure, ...]:
    """Return the first and last day of each closure."""
    values = (block.value for block in settings.closures)
    return tuple((value["first_day"], value["last_day"]) for value in values)
