"""What rows say, as the log states it."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from clinic_hours.core.domain.errors import UNREADABLE
from clinic_hours.ledger.domain.canonical import canonical_json
from clinic_hours.ledger.domain.commitments import Committed
from clinic_hours.ledger.domain.entries import Reference
from clinic_hours.people.domain.entries import (
    EnrollmentFacts,
    LicenseFacts,
    ProgramFacts,
    RequirementFacts,
    RequirementSetFacts,
)
from clinic_hours.people.models import Credential, Enrollment
from courses.requirements.models import Requirement, RequirementSet
from courses.requirements.services.requirement_sets import LIMITS, LINE


def requirement_set_facts(requirement_set: RequirementSet) -> RequirementSetFacts:
    under, program = requirement_set, requirement_set.program
    lines = list(under.requirements.prefetch_related("gates").order_by("sort_order", "pk"))
    return RequirementSetFacts(
        program=ProgramFacts(program.slug, program.name),
        edition=under.edition,
        citation=under.citation,
        minutes_per_clock_hour=under.minutes_per_clock_hour,
        rounding=under.rounding,
        requirements=tuple(
            RequirementFacts(
                category=line.category,
                name=line.name,  # the school's own language, whoever publishes it
                citation=line.citation,
                minutes=under.in_real_minutes(line.minutes),
                clients=line.minimum_clients,
                maximum_minutes=under.limit_in_real_minutes(line.maximum_minutes),
            )
            for line in lines
        ),
        digest=digest_of(under, lines),
    )


def digest_of(under: RequirementSet, lines: Sequence[Requirement]) -> str:
    """Return the SHA-256 (hex) of the canonical rows of an edition, with its limits and gates."""
    categories = {line.pk: line.category for line in lines}
    rows = {
        "limits": {name: getattr(under, name) for name in LIMITS},
        "lines": [
            {name: getattr(line, name) for name in LINE}
            | {
                "after": [
                    [categories[gate.after_id], gate.after_minutes]
                    for gate in sorted(line.gates.all(), key=lambda gate: gate.pk)
                ]
            }
            for line in lines
        ],
    }
    return hashlib.sha256(canonical_json(rows)).hexdigest()


def license_facts(credential: Credential) -> LicenseFacts:
    return LicenseFacts(
        license=str(credential.public_id),
        supervisor=credential.supervisor.user_id,
        printed_name=credential.supervisor.printed_name,
        credential=credential.kind,
        license_number=credential.number,
        jurisdiction=credential.jurisdiction,
        issued_on=credential.issued_on,
        expires_on=credential.expires_on,
    )


def is_as_logged(credential: Credential) -> bool:
    """Return whether a license's own entry states it as it is."""
    if credential.entry is None:
        return False
    try:
        said = json.loads(bytes(credential.entry.payload))
        return not first_other(license_facts(credential).body(), said)
    except UNREADABLE:
        return False


def enrollment_facts(
    enrollment: Enrollment, under: Reference, *, name: Committed, number: Committed
) -> EnrollmentFacts:
    """Return what the log says of an enrollment under the requirement set of that entry."""
    program = enrollment.requirement_set.program
    return EnrollmentFacts(
        student=enrollment.student_id,
        name=name.commitment,
        number=number.commitment,
        program=ProgramFacts(program.slug, program.name),
        requirement_set=under,
        status=enrollment.status,
        started_on=enrollment.started_on,
        target_on=enrollment.target_on,
        ended_on=enrollment.ended_on,
    )


def first_other(columns: Mapping[str, Any], said: Mapping[str, Any]) -> str:
    """Return the first difference between a row and its payload, in words, or ""."""
    plain = json.loads(canonical_json(dict(columns)))
    for name, value in plain.items():
        if said.get(name) != value:
            return f"{name} is {value}, but the log says {said.get(name)}"
    return ""
