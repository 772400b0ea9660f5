"""Check that balances are the sums of their entries, and find rows whose counterpart is missing.

Each check is one statement, so that concurrent postings are seen completely or not at all.
"""

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.db.models import Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from clinic_hours.ledger.selectors.audit.report import Damage
from clinic_hours.sessions.domain.balances import BALANCED, NOTHING
from clinic_hours.sessions.domain.lines import ON_THE_CLOCK
from clinic_hours.sessions.domain.states import State
from clinic_hours.sessions.models import (
    Balance,
    ClinicSession,
    HourEntry,
    SignOff,
)

Sums = dict[tuple[int, int], tuple[int, ...]]


def wrong_balances(sums: Sums, size: int) -> Iterator[Damage]:
    """Yield wrong balances, streaming: each balance is seen once, and sums left over have no balance."""
    left = {key: each for key, each in sums.items() if any(each)}
    columns = ("enrollment_id", "requirement_id", *BALANCED)
    for enrollment, requirement, *kept in Balance.objects.values_list(*columns).iterator():
        on_record, computed = tuple(kept), left.pop((enrollment, requirement), NOTHING)
        if on_record != computed and still_wrong(enrollment, requirement, computed, size):
            yield Damage(
                None,
                "wrong balance",
                f"enrollment {enrollment}, requirement {requirement}: {said(on_record)} "
                f"on record, {said(computed)} according to the ledger",
            )
    for enrollment, requirement in left:
        yield Damage(None, "missing balance", f"enrollment {enrollment}, requirement {requirement}")


def said(sums: tuple[int, ...]) -> str:
    minutes, clients, on_paper, clocked, attested, *clock = sums
    return (
        f"{minutes} min ({on_paper} from documents, {clocked} clocked, {attested} attested; "
        f"{' + '.join(map(str, clock))} on the clock) and {clients} clients"
    )


def still_wrong(enrollment: int, requirement: int, computed: tuple[int, ...], size: int) -> bool:
    """Return whether a balance is also wrong without what was posted since the audit began."""
    later = (
        HourEntry.objects.filter(
            enrollment=OuterRef("enrollment"),
            requirement=OuterRef("requirement"),
            log_entry__gt=size,
        )
        .order_by()
        .values("enrollment")
    )
    sums = {
        "minutes": Sum("minutes"),
        "clients": Sum("clients"),
        "paper_minutes": Sum("minutes", filter=~Q(document="")),
        "clocked_minutes": Sum("minutes", filter=Q(provenance="clocked")),
        "attested_minutes": Sum("minutes", filter=Q(provenance="attested")),
        **{name: Sum(name) for name in ON_THE_CLOCK},
    }
    without = {
        f"{name}_then": F(name)
        - Coalesce(
            Subquery(later.annotate(sum=total).values("sum")), 0, output_field=IntegerField()
        )
        for name, total in sums.items()
    }
    balance = Balance.objects.filter(enrollment=enrollment, requirement=requirement)
    then = balance.annotate(**without).values_list(*without).get()
    return then != computed


def orphans(size: int) -> Iterator[Damage]:
    """Find rows without the counterpart that their state requires."""
    posted = HourEntry.objects.filter(sign_off=OuterRef("pk"), kind=HourEntry.Kind.SIGN_OFF)
    unposted = SignOff.objects.filter(~Exists(posted)).order_by("pk")
    for session in unposted.values_list("session__public_id", flat=True)[:1]:
        detail = f"session {session} has a sign-off but no entry: the end of the ledger was cut off"
        yield Damage(size + 1, "missing entry", detail)
    of_session = HourEntry.objects.filter(session=OuterRef("pk"))
    is_posted = Exists(of_session.filter(kind=HourEntry.Kind.SIGN_OFF))
    is_reversed = Exists(of_session.filter(kind=HourEntry.Kind.REVERSAL))
    signed = ClinicSession.objects.filter(status__in=[State.SIGNED_OFF, State.VOIDED])
    for session in names(signed.filter(~is_posted)):
        yield Damage(None, "orphan session", f"{session} is signed but has no entry")
    unmatched = signed.filter(
        (Q(status=State.VOIDED) & ~is_reversed) | (Q(status=State.SIGNED_OFF) & is_reversed)
    )
    for session in names(unmatched):
        yield Damage(None, "orphan session", f"{session}: its status and its reversal do not match")
    own = SignOff.objects.filter(signer=F("student")).order_by("pk")
    for session in own.values_list("session__public_id", flat=True)[:1]:
        yield Damage(None, "self-signed", f"session {session}")


def names(sessions: QuerySet[ClinicSession]) -> Iterable[UUID]:
    return sessions.order_by("pk").values_list("public_id", flat=True)[:1]
