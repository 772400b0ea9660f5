"""A school on paper: what it logs and the transcripts it issues, without a database, always the same bytes.

It signs anything, so that tests can see what a verifier says about a school that lies.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any

from clinic_hours.core.domain.authentication import Authentication
from clinic_hours.core.domain.minutes import counted_minutes, worked_minutes
from clinic_hours.ledger.domain.canonical import canonical_json, instant
from clinic_hours.ledger.domain.commitments import Committed
from clinic_hours.people.domain.entries import (
    EnrollmentFacts,
    LicenseFacts,
    ProgramFacts,
    RequirementFacts,
    RequirementSetFacts,
)
from clinic_hours.sessions.domain.attestation import (
    Statement,
    credit_statement,
    current_statement,
    fingerprint_of,
    reversal_statement,
)
from clinic_hours.sessions.domain.entries import (
    Credit,
    SignedSession,
    Signer,
    Signing,
    credit_body,
    reversal_body,
    sign_off_body,
)
from clinic_hours.sessions.domain.history import Happened, History
from clinic_hours.transcripts.domain.transcripts import (
    FORMAT,
    Chain,
    FileDigest,
    Issuer,
    Log,
    RequirementTotals,
    School,
    Standard,
    Student,
    Study,
    TranscriptStatement,
    revocation_body,
    transcript_body,
)

from .paper_log import Lie, PaperLog, b64, changed_text

ZONE, SITE = "America/New_York", "https://palmetto.test"
LUCIA, MEI = "7d1f3c52-0f0e-4f43-9f0a-5d6a4f1f2a01", "7d1f3c52-0f0e-4f43-9f0a-5d6a4f1f2a02"
STUDENTS = {LUCIA: (101, "Lucía Ferrer", "P-00001"), MEI: (102, "Mei Tanaka", "P-00002")}
ROSA, CORA = 11, 12  # accounts: an instructor and the coordinator
CODE = "0123456789ABCDEFGHJKMNPQRS"
PROGRAM = ProgramFacts("massage-therapy", "Massage Therapy")
HANDS_ON = RequirementFacts("hands-on", "Hands-on sessions", "64B7-32.003", 5400, 0, None)
CORAL = "Transcript of Coral College, 2026-05-02"
PAPER, COUNTED = ("transfer", "opening"), ("sign_off", "transfer", "opening")


def public_id(what: str, number: int) -> str:
    return f"{sha256(what.encode()).hexdigest()[:8]}-0000-4000-8000-{number:012}"


def committed(text: str, seed: object) -> Committed:
    return Committed(text, sha256(f"salt {seed}".encode()).digest()[:16])


@dataclass(frozen=True)
class Issued:
    """A statement with the digests that the log keeps."""

    statement: str
    seq: int

    @property
    def digest(self) -> str:
        return sha256(self.statement.encode()).hexdigest()


class PaperSchool(PaperLog):
    """What is not said otherwise is Lucía's, in the hands-on sessions of a set with that one requirement."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.texts: dict[str, Committed] = {}
        self.student_numbers = 0

    # Entries of the school

    def publish(
        self,
        *requirements: RequirementFacts,
        edition: int = 1,
        rounding: str = "none",
        clock_hour: int = 60,
        lie: Lie | None = None,
    ) -> int:
        self.wait(hours=1)
        lines = requirements or (HANDS_ON,)
        published = RequirementSetFacts(
            PROGRAM, edition, "64B7", clock_hour, rounding, lines, sha256(b"rows").hexdigest()
        )
        return self.post("requirement_set", published.body(), lie=lie)

    def license(self, *, lie: Lie | None = None, **facts: Any) -> int:
        self.wait(hours=1)
        rosas = LicenseFacts(
            license=public_id("license", 1),
            supervisor=ROSA,
            printed_name="Rosa Castellanos, LMT",
            credential="LMT",
            license_number="MA 48213",
            jurisdiction="US-FL",
            issued_on=date(2019, 9, 1),
            expires_on=date(2027, 8, 31),
        )
        return self.post("license", replace(rosas, **facts).body(), lie=lie)

    def close_shift(self, lie: Lie | None = None) -> int:
        self.wait(hours=8)
        body = {
            "shift": public_id("shift", len(self.posted)),
            "site": "Community clinic",
            "starts_at": instant(self.now - timedelta(hours=5)),
            "ends_at": instant(self.now - timedelta(hours=1)),
            "presences": 3,
            "closed_by": ROSA,
        }
        return self.post("shift_closed", body, lie=lie)

    # Entries of an enrollment

    def enroll(self, enrollment: str = LUCIA, *, lie: Lie | None = None, **facts: Any) -> int:
        self.wait(hours=1)
        return self.post("enrollment", self.study(enrollment, facts), enrollment, lie)

    def change(self, enrollment: str = LUCIA, *, lie: Lie | None = None, **facts: Any) -> int:
        """Say what has changed about an enrollment."""
        self.wait(hours=1)
        return self.post("enrollment_change", self.study(enrollment, facts), enrollment, lie)

    def study(self, enrollment: str, facts: dict) -> dict:
        student, name, number = STUDENTS[enrollment]
        chain = self.chain(enrollment)
        current = self.facts_of(enrollment)[0] if chain else {}
        if "name" in facts or not current:
            facts["name"] = self.commit(facts.get("name", name))
        if "number" in facts or not current:
            facts["number"] = self.commit(facts.get("number", number))
        for each in ("name", "number"):
            facts.setdefault(each, current.get(each))
        under = facts.pop("under", None) or self.newest("requirement_set")
        honest = EnrollmentFacts(
            student=student,
            name="",
            number="",
            program=PROGRAM,
            requirement_set=self.reference(under),
            status="active",
            started_on=date(2026, 9, 1),
            target_on=date(2027, 9, 1),
            ended_on=None,
        )
        return replace(honest, **facts).body()

    def sign_off(
        self,
        enrollment: str = LUCIA,
        minutes: int = 120,
        clients: int = 2,
        *,
        starts_at: datetime | None = None,
        ends_at: datetime | None = None,
        session: dict | None = None,
        lie: Lie | None = None,
        **body: Any,
    ) -> int:
        """Sign a session. `session` are its fields that should differ; it is signed as it is then."""
        starts = starts_at or self.now + timedelta(days=1)
        ends = ends_at or starts + timedelta(
            minutes=minutes + (session or {}).get("break_minutes", 0)
        )
        self.now = max(self.now, ends) + timedelta(hours=1)
        signed = self.session(enrollment, starts, ends, clients, session or {})
        license = self.newest("license")
        honest = sign_off_body(
            signed,
            self.signing(current_statement("en"), self.signer(license)),
            fingerprint="",
            license=self.reference(license),
            history=self.history(signed),
        )
        facts = signed.facts() | (session or {})
        said = {"session": facts, "minutes": facts["minutes"], "clients": facts["clients"]}
        said["fingerprint"] = fingerprint_of(facts)
        return self.post("sign_off", honest | said | body, enrollment, lie)

    def session(
        self, enrollment: str, starts: datetime, ends: datetime, clients: int, said: dict
    ) -> SignedSession:
        seq, under = len(self.posted) + 1, self.facts_of(enrollment)[1]
        worked = worked_minutes(starts, ends, said.get("break_minutes", 0))
        line = under["requirements"][0]
        return SignedSession(
            session=public_id("session", seq),
            version=2,
            category=line["category"],
            requirement=line["name"],
            site="Community clinic",
            zone=said.get("zone", ZONE),
            starts_at=starts,
            ends_at=ends,
            break_minutes=0,
            minutes=counted_minutes(worked, under["rounding"]),
            rounding=under["rounding"],
            clients=clients,
            provenance="typed",
            note=committed("", seq).commitment,
        )

    def history(self, session: SignedSession) -> History:
        changes = {"minutes": session.minutes, "note": session.note}
        events = [
            Happened("logged", session.ends_at, 101, 1, changes),
            Happened("submitted", session.ends_at, 101, 2, {}),
        ]
        return History().then(events)

    def credit(
        self,
        enrollment: str = LUCIA,
        minutes: int = 600,
        *,
        kind: str = "transfer",
        clients: int = 0,
        document: str = CORAL,
        line: RequirementFacts = HANDS_ON,
        lie: Lie | None = None,
        **body: Any,
    ) -> int:
        self.wait(hours=1)
        named = self.commit(document)
        credit = Credit(line.category, line.name, minutes, clients, date(2026, 5, 2), named)
        said = credit_body(credit, self.signing(credit_statement("en")))
        return self.post(kind, said | body, enrollment, lie)

    def reverse(self, seq: int, *, lie: Lie | None = None, **body: Any) -> int:
        self.wait(hours=1)
        before = self.posted[seq - 1].facts
        said = reversal_body(
            self.reference(seq),
            minutes=-before["minutes"],
            clients=-before["clients"],
            reason=committed("Logged twice.", len(self.posted)).commitment,
            signing=self.signing(reversal_statement("en")),
        )
        return self.post("reversal", said | body, self.posted[seq - 1].enrollment, lie)

    def teach(self, enrollment: str = LUCIA, minutes: int = 3000, lie: Lie | None = None) -> int:
        """Log classroom hours of a subject."""
        self.wait(hours=1)
        words = Statement("2026-1", "en", "I taught this subject and the hours are true.")
        body = {"subject": "Anatomy", "minutes": minutes, "clients": 0, "ends_on": "2026-11-13"}
        said = body | self.signing(words, self.signer(self.newest("license"))).facts()
        return self.post("subject_hours", said, enrollment, lie)

    def close_month(self, enrollment: str = LUCIA, lie: Lie | None = None) -> int:
        self.wait(hours=1)
        return self.post("month_closed", {"month": "2026-11", "minutes": 120}, enrollment, lie)

    def issue(self, enrollment: str = LUCIA, lie: Lie | None = None) -> Issued:
        """Log that a transcript was issued of everything before."""
        self.wait(hours=1)
        statement = self.statement(enrollment)
        files = [
            FileDigest(f"{each}.pdf", sha256(each.encode()).hexdigest()) for each in ("en", "es")
        ]
        seq = self.post("transcript", transcript_body(statement, files), enrollment, lie)
        return Issued(statement.payload().decode(), seq)

    def revoke(self, seq: int, lie: Lie | None = None) -> int:
        self.wait(hours=1)
        reason = committed("Wrong name.", len(self.posted)).commitment
        said = revocation_body(self.reference(seq), reason)
        return self.post("revocation", said, self.posted[seq - 1].enrollment, lie)

    # What entries are made of

    def commit(self, text: str) -> str:
        made = committed(text, len(self.posted) * 10 + len(self.texts))
        self.texts[made.commitment] = made
        return made.commitment

    def signer(self, license: int) -> Signer:
        said = self.posted[license - 1].facts
        return Signer(
            said["supervisor"],
            said["printed_name"],
            said["credential"],
            said["license_number"],
            said["jurisdiction"],
            date.fromisoformat(said["expires_on"]),
        )

    def signing(self, words: Statement, signer: Signer | None = None) -> Signing:
        proved = Authentication("password", self.now - timedelta(minutes=1))
        signer = signer or Signer(CORA, "Cora Whitfield")
        return Signing(signer, words, proved, self.now, ZONE)

    def newest(self, kind: str) -> int:
        numbers = range(len(self.posted), 0, -1)
        return next(n for n in numbers if self.posted[n - 1].facts.get("kind") == kind)

    def facts_of(self, enrollment: str, size: int | None = None) -> tuple[dict, dict]:
        """Return an enrollment as it is at a size, and its requirement set."""
        chain = [self.posted[seq - 1].facts for seq in self.chain(enrollment, size)]
        last = [each for each in chain if "requirement_set" in each][-1]
        return last, self.posted[last["requirement_set"]["seq"] - 1].facts

    # Transcripts

    def statement(self, enrollment: str = LUCIA, size: int | None = None) -> TranscriptStatement:
        size = len(self.posted) if size is None else size
        (last, under), seqs = self.facts_of(enrollment, size), self.chain(enrollment, size)
        chain = [self.posted[seq - 1].facts for seq in seqs]
        name, number = (self.texts[last[each]].text for each in ("name", "number"))
        issued = [each["number"] for each in chain if each["kind"] == "transcript"]
        return TranscriptStatement(
            number=max(issued, default=0) + 1,
            code=CODE,
            issued_at=instant(max(self.now, datetime.fromisoformat(chain[-1]["at"]))),
            issued_by=Issuer("Cora Whitfield", "Registrar"),
            school=SCHOOL,
            student=Student(name, number),
            study=Study(
                enrollment,
                last["program"]["name"],
                under["edition"],
                under["citation"],
                last["started_on"],
                last["ended_on"],
                last["status"],
                under["minutes_per_clock_hour"],
            ),
            standard=None,
            requirements=tuple(self.total(chain, line) for line in under["requirements"]),
            chain=Chain(len(seqs), self.posted[seqs[-1] - 1].leaf.hex()),
            log=Log(self.origin, size, self.root(size).hex()),
        )

    def total(self, chain: list[dict], line: dict) -> RequirementTotals:
        counted = [each for each in map(self.counted, chain) if each[0] == line["category"]]
        minutes = sum(each[1] for each in counted)
        most = line["maximum_minutes"]
        return RequirementTotals(
            category=line["category"],
            name=line["name"],
            citation=line["citation"],
            required_minutes=line["minutes"],
            required_clients=line["clients"],
            maximum_minutes=most,
            minutes=minutes,
            paper_minutes=sum(each[2] for each in counted),
            counted_minutes=minutes if most is None else min(minutes, most),
            clients=sum(each[3] for each in counted),
        )

    def counted(self, entry: dict) -> tuple[str, int, int, int]:
        """Return the category, minutes, minutes from paper, and clients that an entry adds."""
        source = entry
        if entry["kind"] == "reversal":
            source = self.posted[entry["reverses"]["seq"] - 1].facts
        if source["kind"] not in COUNTED:
            return "", 0, 0, 0
        category = source.get("session", source)["category"]
        paper = entry["minutes"] if source["kind"] in PAPER else 0
        return category, entry["minutes"], paper, entry["clients"]

    def named(self, enrollment: str, size: int | None = None) -> list[int]:
        """Return the numbers of a transcript's entries: the chain and what it refers to."""
        seqs = set(self.chain(enrollment, size))
        for seq in list(seqs):
            facts = self.posted[seq - 1].facts
            for field in ("requirement_set", "license"):
                if isinstance(facts.get(field), dict):
                    seqs.add(facts[field]["seq"])
        return sorted(seqs)

    def openings(self, enrollment: str, size: int | None = None) -> list[dict]:
        last, _under = self.facts_of(enrollment, size)
        chain = [self.posted[seq - 1].facts for seq in self.chain(enrollment, size)]
        shown = {last["name"], last["number"]} | {e["document"] for e in chain if "document" in e}
        return [
            {"commitment": each, "salt": b64(made.salt), "text": made.text}
            for each, made in sorted(self.texts.items())
            if each in shown
        ]

    def form(
        self,
        enrollment: str = LUCIA,
        *,
        size: int | None = None,
        later: dict | None = None,
        lie: Lie | None = None,
        **lies: Any,
    ) -> dict:
        """Return a transcript's parts. `lies` are fields of the statement, `lie` changes it at will."""
        size = len(self.posted) if size is None else size
        honest = replace(self.statement(enrollment, size), **lies).payload().decode()
        statement = changed_text(honest, lie or self.lies.get("statement"))
        key = self.key_at(size)
        return {
            "format": FORMAT,
            "statement": statement,
            "signature": b64(key.sign(statement.encode())),
            "key_id": key.id,
            "checkpoint": self.checkpoint(size),
            "later": later,
            "keys": list(self.key_forms),
            "entries": [self.entry(seq, size) for seq in self.named(enrollment, size)],
            "openings": self.openings(enrollment, size),
        }


SCHOOL = School(
    name="Palmetto",
    legal_name="Palmetto LLC",
    address="1 Palm Way\nMiami, FL",
    campus="",
    phone="555-0100",
    email="a@palmetto.test",
    site=SITE,
    zone=ZONE,
)
BOARD = Standard(
    name="Florida Board of Massage Therapy",
    jurisdiction="US-FL",
    authority="Florida Department of Health",
    citation="64B7-32.003",
    minutes=30_000,
    clinical_minutes=None,
    declaration="The hours were completed in person.",
)


def in_bytes(form: dict) -> bytes:
    return canonical_json(form) + b"\n"
