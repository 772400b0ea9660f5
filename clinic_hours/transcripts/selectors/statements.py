"""What a transcript states about an enrollment as of now, read from the log where it is in the log."""

import json
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from clinic_hours.ledger.domain.commitments import Committed
from clinic_hours.ledger.models import LogEntry
from clinic_hours.ledger.selectors.texts import committed_texts
from clinic_hours.people.models import Enrollment
from clinic_hours.people.policies import title_of
from clinic_hours.sessions.domain.balances import Tally
from clinic_hours.sessions.selectors.progress import tallies_of
from clinic_hours.transcripts.domain.transcripts import (
    Issuer,
    RequirementTotals,
    School,
    Standard,
    Student,
    Study,
)
from courses.requirements.models import Requirement
from home.core.models.actors import Person
from home.site.models import SiteSettings


@dataclass(frozen=True, slots=True)
class OnRecord:
    """What the log says of an enrollment and of its requirement set."""

    enrollment: dict[str, Any]
    requirement_set: dict[str, Any]
    name: Committed
    number: Committed


def on_record(enrollment: Enrollment) -> OnRecord:
    """Return what the log says today. Raises KeyError or ValueError if a row was altered."""
    if enrollment.entry is None:
        raise ValueError("the log does not say that this enrollment began")
    said = json.loads(bytes(enrollment.entry.payload))
    under = LogEntry.objects.get(seq=said["requirement_set"]["seq"])
    texts = committed_texts([said["name"], said["number"]])
    return OnRecord(
        enrollment=said,
        requirement_set=json.loads(bytes(under.payload)),
        name=texts[said["name"]],
        number=texts[said["number"]],
    )


def issuer_facts(actor: Person) -> Issuer:
    return Issuer(name=str(actor), title=title_of(actor))


def school_facts() -> School:
    """Return the school's current facts."""
    site = SiteSettings.objects.filter(site__is_default_site=True).first() or SiteSettings()
    names = ("name", "legal_name", "address", "campus", "phone", "email")
    said = {name: getattr(site, name) for name in names}
    return School(**said, site=settings.SITE_URL, zone=settings.TIME_ZONE)


def student_facts(record: OnRecord) -> Student:
    return Student(name=record.name.text, number=record.number.text)


def study_facts(record: OnRecord) -> Study:
    said, under = record.enrollment, record.requirement_set
    return Study(
        enrollment=said["enrollment"],
        program=said["program"]["name"],
        edition=under["edition"],
        citation=under["citation"],
        started_on=said["started_on"],
        ended_on=said["ended_on"],
        status=said["status"],
        minutes_per_clock_hour=under["minutes_per_clock_hour"],
    )


def standard_facts(enrollment: Enrollment) -> Standard | None:
    standard = enrollment.requirement_set.program.standard
    if standard is None:
        return None
    return Standard(
        name=standard.name,
        jurisdiction=standard.jurisdiction,
        authority=standard.authority,
        citation=standard.citation,
        minutes=standard.limit_in_real_minutes(standard.minutes),
        clinical_minutes=standard.limit_in_real_minutes(standard.clinical_minutes),
        declaration=standard.declaration,
    )


def totals_facts(enrollment: Enrollment, record: OnRecord) -> tuple[RequirementTotals, ...]:
    """Return each line of the requirement set in the log with its balance."""
    rows = {
        row.category: row.pk
        for row in Requirement.objects.filter(requirement_set=enrollment.requirement_set_id)
    }
    tallies = tallies_of(enrollment)
    return tuple(
        totals_of(said, tallies.get(rows.get(said["category"], 0), Tally()))
        for said in record.requirement_set["requirements"]
    )


def totals_of(said: dict[str, Any], tally: Tally) -> RequirementTotals:
    most = said["maximum_minutes"]
    return RequirementTotals(
        category=said["category"],
        name=said["name"],
        citation=said["citation"],
        required_minutes=said["minutes"],
        required_clients=said["clients"],
        maximum_minutes=most,
        minutes=tally.minutes,
        paper_minutes=tally.paper_minutes,
        counted_minutes=tally.minutes if most is None else min(tally.minutes, most),
        clients=tally.clients,
    )
