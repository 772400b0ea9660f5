"""All text and figures of the printed transcript, in reading order."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import segno
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from clinic_hours.core.domain.minutes import MINUTES_PER_HOUR
from clinic_hours.core.forms.times import hours
from clinic_hours.core.forms.wording import clock_hour_words
from clinic_hours.sessions.domain.lines import EntryLine
from clinic_hours.sessions.forms.lines import day_of, license_of, moment_in_full, times
from clinic_hours.transcripts.domain.codes import grouped
from clinic_hours.transcripts.domain.transcripts import RequirementTotals, TranscriptStatement
from clinic_hours.transcripts.selectors.transcripts import TranscriptDocument

from .wording import (
    count_words,
    enrollment_words,
    issuer_words,
    kind_words,
    outcome,
    remark,
    school_moment,
    signed_hours,
    surplus_words,
)


def content(document: TranscriptDocument, language: str) -> dict[str, Any]:
    """Return all text and figures of the printed transcript, in reading order."""
    statement = document.statement
    code = grouped(statement.code)
    return {
        "language": language,
        "title": _("Clinic hours transcript"),
        "subject": f"{statement.student.name} · {statement.study.program}",
        "number": _("No. %(number)s") % {"number": statement.number},
        "code": code,
        "school": school_lines(document),
        "facts": facts(document),
        "requirements": requirements(document),
        "entries": entries(document),
        "verification": verification(document),
        "footer": _("Transcript %(number)s · %(code)s")
        % {"number": statement.number, "code": code},
        "page": _("Page"),
        "of": pgettext("page x of y", "of"),
    }


def school_lines(document: TranscriptDocument) -> dict[str, Any]:
    school = document.statement.school
    lines = [*school.address.splitlines(), school.phone, school.email]
    return {"name": school.legal_name or school.name, "lines": [line for line in lines if line]}


def facts(document: TranscriptDocument) -> list[list[str]]:
    """Return the facts about the transcript, as labels and values."""
    statement = document.statement
    study, standard = statement.study, statement.standard
    edition = _("%(program)s, clinic requirements edition %(edition)s") % {
        "program": study.program,
        "edition": study.edition,
    }
    rows = [
        [_("Student"), statement.student.name],
        [_("Student number"), statement.student.number],
        [_("Program"), f"{edition} ({study.citation})" if study.citation else edition],
        [
            _("Enrolled on"),
            f"{day_of(study.started_on)} · {enrollment_words(study.status)}",
        ],
        [_("Licensing standard"), f"{standard.name}: {standard.citation}" if standard else ""],
        [_("Issued"), school_moment(statement.issued_at, statement.school.zone)],
        [_("Issued by"), issuer_words(statement.issued_by)],
    ]
    return [row for row in rows if row[1]]


def requirements(document: TranscriptDocument) -> dict[str, Any]:
    statement = document.statement
    hour = statement.study.minutes_per_clock_hour
    outcomes = [_("complete") if statement.is_complete else _("incomplete")]
    if statement.surplus_minutes:
        outcomes.append(surplus_words(statement.surplus_minutes, hour))
    return {
        "heading": _("Hours by requirement"),
        "columns": [
            _("Requirement"),
            _("Required"),
            _("Earned"),
            _("From documents"),
            _("Clients"),
            "",
        ],
        "rows": [requirement_row(each, hour) for each in statement.requirements],
        "total": [
            _("Total"),
            hours(statement.required_minutes, hour),
            hours(statement.minutes, hour),
            hours(statement.paper_minutes, hour) if statement.paper_minutes else "",
            number_format(sum(each.clients for each in statement.requirements)),
            ", ".join(outcomes),
        ],
        "note": " ".join(requirements_note(statement, hour)),
    }


def requirements_note(statement: TranscriptStatement, hour: int) -> Iterator[str]:
    yield _(
        "Hours are earned when a licensed instructor signs a session. Hours from documents, such "
        "as another school's transcript, are included in the earned hours."
    )
    if statement.surplus_minutes:
        yield _(
            "Surplus hours go beyond what a requirement needs. They don't count toward any other "
            "requirement."
        )
    if hour != MINUTES_PER_HOUR:
        yield clock_hour_words(hour)
        yield _("Sessions and entries are shown in 60-minute hours.")


def requirement_row(requirement: RequirementTotals, hour: int) -> dict[str, Any]:
    clients = number_format(requirement.clients)
    if requirement.required_clients:
        required = number_format(requirement.required_clients)
        clients = _("%(count)s of %(required)s") % {"count": clients, "required": required}
    return {
        "name": requirement.name,
        "citation": requirement.citation,
        "figures": [
            hours(requirement.required_minutes, hour),
            hours(requirement.minutes, hour),
            hours(requirement.paper_minutes, hour) if requirement.paper_minutes else "",
            clients if requirement.clients or requirement.required_clients else "",
        ],
        "outcome": outcome(requirement, hour),
        "is_met": requirement.is_met,
    }


def entries(document: TranscriptDocument) -> dict[str, Any]:
    return {
        "heading": _("All ledger entries"),
        "columns": [
            _("Entry"),
            _("Date and time"),
            _("Counts toward"),
            _("Hours"),
            _("Clients"),
            _("Signed by"),
        ],
        "rows": [entry_row(line) for line in document.lines],
        "none": _("No hours are on record yet."),
    }


def entry_row(line: EntryLine) -> dict[str, Any]:
    return {
        "seq": str(line.seq),
        "kind": line.kind,
        "day": day_of(line.occurred_on),
        "times": times(line) or kind_words(line),
        "requirement": line.requirement,
        "remark": " · ".join(each for each in (line.site, remark(line)) if each),
        "hours": signed_hours(line.minutes),
        "clients": count_words(line.clients),
        "signer": line.printed_name,
        "signed": " · ".join(
            each for each in (license_of(line), moment_in_full(line.signed)) if each
        ),
        "no_longer_counts": bool(line.taken_back_by),
    }


def verification(document: TranscriptDocument) -> dict[str, Any]:
    statement = document.statement
    return {
        "heading": _("Verify this transcript yourself"),
        "words": [
            _(
                "Scan the code or open the link. The page shows whether this transcript is still "
                "valid and checks every signature in your browser."
            ),
            _(
                "Each entry was signed with the school's key (Ed25519) when it was made, and this "
                "transcript locks in the first %(size)s entries of the ledger. This shows that "
                "nothing has been altered since. It does not show that a session took place; the "
                "instructor's signature vouches for that."
            )
            % {"size": number_format(statement.log.size, force_grouping=True)},
        ],
        "address": document.address,
        "qr": qr(document.address),
        "qr_alt": _("QR code with the address %(address)s") % {"address": document.address},
        "facts": [
            [_("Code"), grouped(statement.code)],
            [_("Ledger root"), statement.log.root],
            [_("Signing key"), document.key_id],
        ],
    }


def qr(address: str) -> str:
    """Return a QR code as SVG."""
    drawing = BytesIO()
    segno.make(address, error="m").save(
        drawing, kind="svg", border=0, dark="#0e4a43", xmldecl=False
    )
    return drawing.getvalue().decode("utf-8")
