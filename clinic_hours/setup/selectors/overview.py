"""What is set up."""

from dataclasses import dataclass
from datetime import date

from clinic_hours.people.models import ClinicSite, Cohort, OfficeRole
from clinic_hours.people.selectors.roles import roles_in_force

from .closures import Closed, closures
from .editions import ProgramEditions, editions_by_program


@dataclass(frozen=True, slots=True)
class Overview:
    """What is set up, as of a day of the school."""

    sites: tuple[ClinicSite, ...]
    cohorts: tuple[Cohort, ...]
    programs: tuple[ProgramEditions, ...]
    closures: tuple[Closed, ...]
    signers: tuple[OfficeRole, ...]
    auditors: tuple[OfficeRole, ...]
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

    @property
    def next_closure(self) -> Closed | None:
        return next((each for each in self.closures if each.last_day >= self.today), None)


def overview(today: date) -> Overview:
    """Read what is set up, in a constant number of queries."""
    roles = list(roles_in_force().select_related("user"))
    return Overview(
        sites=tuple(ClinicSite.objects.all()),
        cohorts=tuple(Cohort.objects.all()),
        programs=tuple(editions_by_program()),
        closures=tuple(closures()),
        signers=tuple(each for each in roles if each.role == OfficeRole.Role.COORDINATOR),
        auditors=tuple(each for each in roles if each.role == OfficeRole.Role.AUDITOR),
        today=today,
    )
