"""The days on which a clinic site is closed."""

from collections.abc import Sequence
from datetime import date

from clinic_hours.people.models import ClinicSite
from clinic_hours.shifts.domain.recurrence import ClosedDays
from home.site.models import SiteSettings


def closures_of(site: ClinicSite, first: date, last: date) -> list[ClosedDays]:
    """Return the closures of a site between two days, the whole school's among them."""
    return [each for each in all_closures() if each.first_day <= last and each.last_day >= first]


def all_closures() -> Sequence[ClosedDays]:
    school = SiteSettings.objects.only("closures").filter(site__is_default_site=True).first()
    values = [block.value for block in school.closures] if school else []
    return [ClosedDays(each["name"], each["first_day"], each["last_day"]) for each in values]
