"""What a school on paper logs beside hours: requirement sets, licenses, enrollments and shifts.

It signs anything, so that tests can see what a verifier says about a school that lies.
"""

from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from clinic_hours.ledger.domain.canonical import instant
from clinic_hours.ledger.domain.commitments import Committed
from clinic_hours.people.domain.entries import (
    EnrollmentFacts,
    LicenseFacts,
    ProgramFacts,
    RequirementFacts,
    RequirementSetFacts,
)
from tests.factories.paper_log import Lie, PaperLog

LUCIA, MEI = "7d1f3c52-0f0e-4f43-9f0a-5d6a4f1f2a01", "7d1f3c52-0f0e-4f43-9f0a-5d6a4f1f2a02"
STUDENTS = {LUCIA: (101, "Lucía Ferrer", "P-00001"), MEI: (102, "Mei Tanaka", "P-00002")}
ROSA, CORA = 11, 12  # accounts: an instructor and the coordinator
PROGRAM = ProgramFacts("massage-therapy", "Massage Therapy")
HANDS_ON = RequirementFacts("hands-on", "Hands-on sessions", "64B7-32.003", 5400, 0, None)


def public_id(what: str, number: int) -> str:
    return f"{sha256(what.encode()).hexdigest()[:8]}-0000-4000-8000-{number:012}"


def committed(text: str, seed: object) -> Committed:
    return Committed(text, sha256(f"salt {seed}".encode()).digest()[:16])


class PaperEnrollments(PaperLog):
    """What is not said otherwise is Lucía's, under a set with one requirement: hands-on sessions."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.texts: dict[str, Committed] = {}

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

    # What entries are made of

    def commit(self, text: str) -> str:
        made = committed(text, len(self.posted) * 10 + len(self.texts))
        self.texts[made.commitment] = made
        return made.commitment

    def newest(self, kind: str) -> int:
        numbers = range(len(self.posted), 0, -1)
        return next(n for n in numbers if self.posted[n - 1].facts.get("kind") == kind)

    def facts_of(self, enrollment: str, size: int | None = None) -> tuple[dict, dict]:
        """Return an enrollment as it is at a size, and its requirement set."""
        chain = [self.posted[seq - 1].facts for seq in self.chain(enrollment, size)]
        last = [each for each in chain if "requirement_set" in each][-1]
        return last, self.posted[last["requirement_set"]["seq"] - 1].facts
