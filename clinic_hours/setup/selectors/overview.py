"""What is set up."""

from dataclasses import dataclass
from datetime import date

from clinic_hours.attendance.models import Device
from clinic_hours.people.models import ClinicSite, Cohort, OfficeRole
from clinic_hours.people.selectors.roles import roles_in_force
from home.site.models import Closure

from .editions import ProgramEditions, editions_by_program


@dataclass(frozen=True, slots=True)
class Overview:
    """What is set up, as of a day of the school."""

    sites: tuple[ClinicSite, ...]
    cohorts: tuple[Cohort, ...]
    programs: tuple[ProgramEditions, ...]
    next_closure: Closure | None
    signers: tuple[OfficeRole, ...]
    auditors: tuple[OfficeRole, ...]
    kiosks: int
    today: date

    @property
    def sites_in_use(self) -> int:
        return sum(site.is_active for site in self.sites)

    @property
    def current_cohorts(self) -> list[Cohort]:
        return [each for each in self.cohorts if each.finishes_on >= self.today]

    @property
    def next_cohort(self) -> Cohort | None:
        later = [each for each in self.cohorts if each.starts_on >= self.today]
        return min(later, key=lambda each: each.starts_on, default=None)

    def site_of(self, closure: Closure) -> str:
        """Return the name of the clinic site that is closed, or an empty string for the whole school."""
        return next((str(site) for site in self.sites if site.slug == closure.place), closure.place)


def overview(today: date) -> Overview:
    """Read what is set up, in a constant number of queries."""
    roles = list(roles_in_force().select_related("user"))
    return Overview(
        sites=tuple(ClinicSite.objects.all()),
        cohorts=tuple(Cohort.objects.all()),
        programs=tuple(editions_by_program()),
        next_closure=Closure.objects.filter(last_day__gte=today).first(),
        signers=tuple(each for each in roles if each.role == OfficeRole.Role.COORDINATOR),
        auditors=tuple(each for each in roles if each.role == OfficeRole.Role.AUDITOR),
        kiosks=Device.objects.filter(revoked_at=None).count(),
        today=today,
    )
