"""All text and figures of the printed transcript, in reading order."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import segno
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from clinic_hours.core.domain.minutes import MINUTES_PER_HOUR
from clinic_hours.core.forms.wording import clock_hour_words
from clinic_hours.sessions.forms.lines import day_of
from clinic_hours.transcripts.domain.codes import grouped
from clinic_hours.transcripts.domain.transcripts import RequirementTotals, TranscriptStatement
from clinic_hours.transcripts.selectors.transcripts import TranscriptDocument

from .listing import recorded, sessions
from .wording import (
    Figure,
    conclusion,
    declaration,
    figure_of,
    minimum_words,
    no_declaration,
    outcome,
    school_day,
    school_lines,
    school_moment,
    standard_words,
    study_end,
    surplus_words,
)


def content(document: TranscriptDocument, language: str) -> dict[str, Any]:
    """Return all text and figures of the printed transcript, in reading order."""
    statement = document.statement
    student, school = statement.student, statement.school
    code = grouped(statement.code)
    return {
        "language": language,
        "title": _("Clinic hours transcript"),
        "subject": f"{student.name} · {statement.study.program}",
        "number": _("No. %(number)s") % {"number": statement.number},
        "code": code,
        "school": {"name": school.legal_name or school.name, "lines": school_lines(school)},
        "facts": facts(statement),
        "requirements": requirements(statement),
        "recorded": recorded(document),
        "conclusion": {
            "words": conclusion(statement),
            "is_met": statement.is_complete,
            "declaration": declaration(statement),
            "note": no_declaration(statement),
        },
        "signature": signature(statement),
        "verification": verification(document),
        "record": record(document),
        "sessions": sessions(document),
        "header": [student.name, student.number, statement.study.program],
        "footer": _("Transcript %(number)s · %(code)s")
        % {"number": statement.number, "code": code},
        "page": _("Page"),
        "of": pgettext("page x of y", "of"),
        "attached": _("This transcript as JSON, with every signature and proof."),
    }


def facts(statement: TranscriptStatement) -> list[list[str]]:
    """Return who studied what, when and under which rules, as labels and values."""
    study, standard = statement.study, statement.standard
    hour = study.minutes_per_clock_hour
    edition = _("Edition %(edition)s") % {"edition": study.edition}
    rows = [
        [_("Student"), statement.student.name],
        [_("Student number"), statement.student.number],
        [_("Program"), study.program],
        [_("Clinic requirements"), f"{edition}, {study.citation}" if study.citation else edition],
        [_("Licensing standard"), standard_words(standard) if standard else ""],
        [_("Board's minimum"), minimum_words(standard, hour) if standard else ""],
        [_("Enrolled on"), day_of(study.started_on)],
        [*study_end(study, is_complete=statement.is_complete)],
    ]
    return [row for row in rows if row[1]]


def requirements(statement: TranscriptStatement) -> dict[str, Any]:
    figure = figure_of(statement.study.minutes_per_clock_hour)
    outcomes = [_("all met") if statement.is_complete else _("not all met")]
    if statement.surplus_minutes:
        outcomes.append(surplus_words(statement.surplus_minutes, figure))
    return {
        "heading": _("Hours by requirement"),
        "columns": [
            _("Requirement"),
            _("Required"),
            _("Earned"),
            _("From documents"),
            _("Clients"),
            _("Result"),
        ],
        "rows": [requirement_row(each, figure) for each in statement.requirements],
        "total": [
            _("Total"),
            figure(statement.required_minutes),
            figure(statement.minutes),
            figure(statement.paper_minutes) if statement.paper_minutes else "",
            number_format(sum(each.clients for each in statement.requirements)),
            ", ".join(outcomes),
        ],
        "note": " ".join(requirements_note(statement)),
    }


def requirements_note(statement: TranscriptStatement) -> Iterator[str]:
    hour = statement.study.minutes_per_clock_hour
    if hour == MINUTES_PER_HOUR:
        yield _("All figures are hours and minutes.")
    else:
        yield clock_hour_words(hour)
    yield _(
        "Hours are earned when a licensed instructor signs a session. Hours from documents, such "
        "as another school's transcript, are included in the earned hours."
    )
    if statement.surplus_minutes:
        yield _(
            "Surplus hours go beyond what a requirement needs. They don't count toward any other "
            "requirement."
        )


def requirement_row(requirement: RequirementTotals, figure: Figure) -> dict[str, Any]:
    clients = number_format(requirement.clients)
    if requirement.required_clients:
        required = number_format(requirement.required_clients)
        clients = _("%(count)s of %(required)s") % {"count": clients, "required": required}
    return {
        "name": requirement.name,
        "citation": requirement.citation,
        "figures": [
            figure(requirement.required_minutes),
            figure(requirement.minutes),
            figure(requirement.paper_minutes) if requirement.paper_minutes else "",
            clients if requirement.clients or requirement.required_clients else "",
        ],
        "outcome": outcome(requirement, figure),
        "is_met": requirement.is_met,
    }


def signature(statement: TranscriptStatement) -> dict[str, str]:
    """Return the block for the authorized signer."""
    issuer = statement.issued_by
    return {
        "heading": _("Authorized signature"),
        "line": _("Signature"),
        "name": issuer.name,
        "title": issuer.title,
        "date_label": _("Date issued"),
        "date": school_day(statement.issued_at, statement.school.zone),
    }


def verification(document: TranscriptDocument) -> dict[str, Any]:
    return {
        "heading": _("Verify this transcript yourself"),
        "words": _(
            "Scan the code or open the link. The page shows whether this transcript is still "
            "valid and checks every signature in your browser."
        ),
        "address": document.address,
        "qr": qr(document.address),
        "qr_alt": _("QR code with the address %(address)s") % {"address": document.address},
    }


def record(document: TranscriptDocument) -> dict[str, Any]:
    """Return how the record behind this transcript can be checked without the school."""
    statement = document.statement
    size = number_format(statement.log.size, force_grouping=True)
    return {
        "heading": _("About this record"),
        "words": [
            _(
                "Every entry of this enrollment up to number %(length)s is in transcript.json, the file "
                "attached to this PDF, with all signatures and proofs. The online check shows whether "
                "newer ones exist."
            )
            % {"length": number_format(statement.chain.length, force_grouping=True)},
            _(
                "Each entry was signed with the school's key (Ed25519) when it was made, and this "
                "transcript locks in the first %(size)s entries of the ledger. This shows that "
                "nothing has been altered since. It does not show that a session took place; the "
                "instructor's signature vouches for that."
            )
            % {"size": size},
        ],
        "facts": [
            [_("Issued"), school_moment(statement.issued_at, statement.school.zone)],
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
