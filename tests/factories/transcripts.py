"""A school on paper that issues transcripts of what it logged, without a database, always the same bytes."""

from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from clinic_hours.ledger.domain.canonical import canonical_json, instant
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

from .paper.enrollments import LUCIA, committed
from .paper.hours import ZONE, PaperHours
from .paper_log import Lie, b64, changed_text

SITE = "https://palmetto.test"
CODE = "0123456789ABCDEFGHJKMNPQRS"
PAPER, COUNTED = ("transfer", "opening"), ("sign_off", "transfer", "opening")


@dataclass(frozen=True)
class Issued:
    """A statement with the digests that the log keeps."""

    statement: str
    seq: int

    @property
    def digest(self) -> str:
        return sha256(self.statement.encode()).hexdigest()


class PaperSchool(PaperHours):
    """It states and proves what it logged, or something else."""

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
