"""What is set up, and what is missing for work to begin."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from clinic_hours.people.models import ClinicSite, Cohort, Credential, OfficeRole
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
    has_instructor: bool
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

    @property
    def missing(self) -> list[str]:
        """Return what is missing for work to begin, by the name of its step, in the order of Today's rows."""
        present = {
            "site": self.sites_in_use,
            "edition": any(each.current for each in self.programs),
            "cohort": self.current_cohorts,
            "title": any(each.title for each in self.signers),
            "instructor": self.has_instructor,
        }
        return [name for name, found in present.items() if not found]


def overview(today: date) -> Overview:
    """Read what is set up, in a constant number of queries."""
    roles = list(roles_in_force().select_related("user", "program", "cohort"))
    return Overview(
        sites=tuple(ClinicSite.objects.all()),
        cohorts=tuple(Cohort.objects.all()),
        programs=tuple(editions_by_program()),
        next_closure=Closure.objects.filter(last_day__gte=today).first(),
        signers=tuple(each for each in roles if each.role == OfficeRole.Role.COORDINATOR),
        auditors=tuple(each for each in roles if each.role == OfficeRole.Role.AUDITOR),
        has_instructor=current_licenses(today).exists(),
        today=today,
    )


def current_licenses(today: date) -> QuerySet[Credential]:
    """Return the licenses under which an active instructor can sign today."""
    current = Credential.objects.filter(issued_on__lte=today, expires_on__gte=today)
    return current.filter(supervisor__is_active=True, supervisor__user__is_active=True)
