"""Hours that a school on paper logs: sessions, transfer hours, reversals and classroom hours."""

from datetime import date, datetime, timedelta
from typing import Any

from clinic_hours.core.domain.authentication import Authentication
from clinic_hours.core.domain.minutes import counted_minutes, worked_minutes
from clinic_hours.people.domain.entries import RequirementFacts
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
from tests.factories.paper_log import Lie

from .enrollments import CORA, HANDS_ON, LUCIA, PaperEnrollments, committed, public_id

ZONE = "America/New_York"
CORAL = "Transcript of Coral College, 2026-05-02"


class PaperHours(PaperEnrollments):
    """Times are those of the paper, which moves on with each entry."""

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
            attendance=None,
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

    # Who signs

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
