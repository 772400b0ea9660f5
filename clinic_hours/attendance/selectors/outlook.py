"""What closing a shift comes to: whose sessions there will be, and who is left out and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from clinic_hours.attendance.models import Draft
from clinic_hours.core.domain.findings import Finding
from clinic_hours.sessions.models import ClinicSession

from .attended import Account


class Why(StrEnum):
    """Why there is no session, or none that the reader signs."""

    WAITS = "waits"
    NO_END = "no_end"
    NOTHING_COUNTS = "nothing_counts"
    REFUSED = "refused"
    CHANGED = "changed"
    ANOTHERS = "anothers"


@dataclass(frozen=True, slots=True)
class LeftOut:
    account: Account
    why: Why
    findings: Sequence[Finding] = ()


@dataclass(frozen=True, slots=True)
class Outlook:
    """Whoever is still here or never came is in neither: the instructor is asked about them."""

    ready: list[Account] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)

    @property
    def minutes(self) -> int:
        return sum(each.attended.minutes for each in self.ready if each.attended)

    @property
    def is_clocked(self) -> bool:
        """Whether everyone who is ready clocked in and out themselves."""
        return not any(each.attended.is_attested for each in self.ready if each.attended)


def outlook_of(accounts: Mapping[int, Account], signer_id: int | None) -> Outlook:
    """Return it in one query. Without a signer, each student submits their own session."""
    rows = Draft.objects.filter(place__in=accounts).select_related("session").order_by("number")
    drafts = {row.place_id: row for row in rows}
    outlook = Outlook()
    for key, account in accounts.items():
        if not account.spans or account.is_asked_about:
            continue
        if why := why_left_out(account, drafts.get(key), signer_id):
            findings = drafts[key].findings if why == Why.REFUSED else ()
            said = tuple(Finding.from_dict(each) for each in findings)
            outlook.left_out.append(LeftOut(account, why, said))
        else:
            outlook.ready.append(account)
    return outlook


def why_left_out(account: Account, draft: Draft | None, signer_id: int | None) -> Why | None:
    if account.is_there:
        return Why.WAITS
    if account.lacks_an_end:
        return Why.NO_END
    if account.attended is None:
        return Why.NOTHING_COUNTS
    if draft and draft.session is None:
        return Why.REFUSED
    if signer_id is None:
        return None
    if draft and draft.session and is_changed(draft.session):
        return Why.CHANGED
    supervisor = account.supervisor
    return Why.ANOTHERS if supervisor and supervisor.user_id != signer_id else None


def is_changed(session: ClinicSession) -> bool:
    """Whether the student has typed other times. Closing leaves such a session to them."""
    return session.provenance == ClinicSession.Provenance.TYPED
