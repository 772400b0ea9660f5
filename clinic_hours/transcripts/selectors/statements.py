"""What a transcript states about an enrollment as of now."""

from django.conf import settings

from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.domain.requirements import progress_of
from clinic_hours.sessions.selectors.progress import line_of, tallies_of
from clinic_hours.transcripts.domain.transcripts import (
    RequirementTotals,
    School,
    Standard,
    Student,
    Study,
)
from courses.requirements.models import Requirement, RequirementSet
from home.site.models import SiteSettings


def school_facts() -> School:
    """Return the school's current facts."""
    site = SiteSettings.objects.filter(site__is_default_site=True).first() or SiteSettings()
    names = ("name", "legal_name", "address", "phone", "email")
    said = {name: getattr(site, name) for name in names}
    return School(**said, site=settings.SITE_URL, zone=settings.TIME_ZONE)


def student_facts(enrollment: Enrollment) -> Student:
    return Student(name=str(enrollment.student), number=enrollment.student_number)


def study_facts(enrollment: Enrollment, under: RequirementSet) -> Study:
    return Study(
        enrollment=str(enrollment.public_id),
        program=under.program.name,
        edition=under.edition,
        citation=under.citation,
        started_on=enrollment.started_on.isoformat(),
        status=enrollment.status,
        minutes_per_clock_hour=under.minutes_per_clock_hour,
    )


def standard_facts(under: RequirementSet) -> Standard | None:
    standard = under.program.standard
    if standard is None:
        return None
    return Standard(
        name=standard.name,
        jurisdiction=standard.jurisdiction,
        authority=standard.authority,
        citation=standard.citation,
        minutes=standard.limit_in_real_minutes(standard.minutes),
        clinical_minutes=standard.limit_in_real_minutes(standard.clinical_minutes),
    )


def totals_facts(enrollment: Enrollment) -> tuple[RequirementTotals, ...]:
    """Return each requirement with its balance."""
    rows = Requirement.objects.filter(requirement_set=enrollment.requirement_set_id)
    rows = rows.select_related("requirement_set").prefetch_related("gates")
    requirements = {row.pk: row for row in rows}
    lines = [line_of(row) for row in requirements.values()]
    return tuple(
        RequirementTotals(
            category=each.line.category,
            name=requirements[each.line.id].name,  # the school's own language, whoever issues it
            citation=requirements[each.line.id].citation,
            required_minutes=each.line.minutes,
            required_clients=each.line.minimum_clients,
            maximum_minutes=each.line.maximum_minutes,
            minutes=each.earned,
            paper_minutes=each.paper,
            counted_minutes=each.counted,
            clients=each.clients,
        )
        for each in progress_of(lines, tallies_of(enrollment)).lines
    )
