"""The rules of attendance that hold at a site."""

from collections.abc import Collection

from clinic_hours.attendance.domain.rules import Rules
from clinic_hours.attendance.models import SiteRules
from clinic_hours.shifts.models import Shift


def rules_of(site_id: int) -> Rules:
    return rules_by_site([site_id])[site_id]


def rules_on(shift: Shift) -> Rules:
    """Return the rules of a shift's site, read once for each time the shift is read."""
    kept = vars(shift)
    if "practicum_rules" not in kept:
        kept["practicum_rules"] = rules_of(shift.site_id)
    return kept["practicum_rules"]


def rules_by_site(sites: Collection[int]) -> dict[int, Rules]:
    """Return {site: its rules} in one query, the defaults for a site without its own."""
    own = {row.site_id: row.rules for row in SiteRules.objects.filter(site__in=sites)}
    return {site: own.get(site, Rules()) for site in sites}
