"""Finished transcript values of any length, without a database."""

from datetime import date, timedelta

from clinic_hours.ledger.selectors.key_records import KeyRecord
from clinic_hours.sessions.domain.lines import EntryLine
from clinic_hours.transcripts.domain.transcripts import (
    Chain,
    Issuer,
    Log,
    RequirementTotals,
    School,
    Standard,
    Student,
    Study,
    TranscriptStatement,
)
from clinic_hours.transcripts.selectors.transcripts import SignedEntry, TranscriptDocument

CODE = "0123456789ABCDEFGHJKMNPQRS"
FIRST_DAY = date(2026, 2, 2)


def session_line(seq: int, **more) -> EntryLine:
    """Return a session of three and a half hours, one per day."""
    day = FIRST_DAY + timedelta(days=seq)
    facts = {
        "kind": "sign_off",
        "minutes": 210,
        "clients": 3,
        "category": "hands-on",
        "requirement": "Hands-on sessions",
        "occurred_on": day.isoformat(),
        "starts": f"{day.isoformat()}T13:00-05:00",
        "ends": f"{day.isoformat()}T16:30-05:00",
        "site": "Palmetto Community Clinic",
        "provenance": "typed",
        "printed_name": "Rosa Castellanos, LMT",
        "credential": "LMT",
        "license_number": "MA 48213",
        "jurisdiction": "US-FL",
        "signed": f"{day.isoformat()}T18:04:11-05:00",
    }
    return EntryLine(seq=seq, **(facts | more))


def transcript_lines(count: int) -> tuple[EntryLine, ...]:
    """Return `count` entries. From the fourth on, one is taken back and two are from documents."""
    lines = [session_line(seq) for seq in range(1, count + 1)]
    if count > 3:
        lines[0] = session_line(1, taken_back_by=2)
        lines[1] = session_line(
            2,
            kind="reversal",
            minutes=-210,
            clients=-3,
            reverses=1,
            occurred_on=lines[0].occurred_on,
            starts="",
            ends="",
            site="",
            provenance="",
            license_number="",
            reason="Logged twice: the same afternoon stands in entry 4.",
            printed_name="Cora Whitfield",
        )
        lines[2] = session_line(
            3,
            kind="transfer",
            minutes=1200,
            starts="",
            ends="",
            site="",
            provenance="",
            license_number="",
            document="Transcript of Coral Coast College, 2025-12-18",
            printed_name="Cora Whitfield",
        )
    return tuple(lines)


def transcript_document(count: int, student: str = "Lucía Ferrer") -> TranscriptDocument:
    """Return a transcript of `count` entries with placeholder signatures and proofs."""
    lines = transcript_lines(count)
    minutes = sum(line.minutes for line in lines)
    paper = sum(line.minutes for line in lines if line.document)
    statement = TranscriptStatement(
        number=12,
        code=CODE,
        issued_at="2026-11-23T15:30:00.123456Z",
        issued_by=Issuer(name="Cora Whitfield", title="Registrar"),
        school=School(
            name="Palmetto College",
            legal_name="Palmetto College of Massage and Acupuncture",
            address="2100 Banyan Street\nMiami, FL 33129",
            campus="",
            phone="(305) 555-0142",
            email="office@palmetto.test",
            site="https://palmetto.test",
            zone="America/New_York",
        ),
        student=Student(name=student, number="P-02417"),
        study=Study(
            enrollment="5a1f0a52-8f7e-4f0e-9d7c-0d7a54b3a111",
            program="Massage Therapy",
            edition=2,
            citation="Fla. Admin. Code 64B7-32.003",
            started_on="2026-01-12",
            ended_on=None,
            status="active",
        ),
        standard=Standard(
            name="Florida massage therapy",
            jurisdiction="US-FL",
            authority="regulation",
            citation="Fla. Admin. Code 64B7-32.003",
            minutes=30_000,
            clinical_minutes=7_500,
        ),
        requirements=(
            RequirementTotals(
                category="hands-on",
                name="Hands-on sessions",
                citation="Fla. Admin. Code 64B7-32.003",
                required_minutes=5_400,
                required_clients=60,
                maximum_minutes=None,
                minutes=minutes,
                paper_minutes=paper,
                counted_minutes=minutes,
                clients=sum(line.clients for line in lines),
            ),
            RequirementTotals(
                category="observation",
                name="Observation",
                citation="",
                required_minutes=900,
                required_clients=0,
                maximum_minutes=900,
                minutes=0,
                paper_minutes=0,
                counted_minutes=0,
                clients=0,
            ),
        ),
        chain=Chain(length=count + 1, leaf_hash="cd" * 32),
        log=Log(origin="palmetto.test/hours", size=count, root="ab" * 32),
    )
    return TranscriptDocument(
        statement=statement,
        payload=statement.payload(),
        signature=bytes(64),
        key_id="k" * 43,
        checkpoint="",
        later=None,
        address=f"https://palmetto.test/verify/{CODE}/",
        entries=tuple(SignedEntry(line.seq, b"{}", bytes(64), "k" * 43, ()) for line in lines),
        openings=(),
        lines=lines,
        keys=(KeyRecord("key", b"{}", bytes(64), None),),
    )
