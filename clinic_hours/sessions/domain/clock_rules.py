"""What an instructor should look at in a session that was drafted from attendance."""

from clinic_hours.core.domain.findings import Finding, warn

from .claims import Claim, Limits, Surroundings


def differs_from_clock(claim: Claim, limits: Limits, around: Surroundings) -> Finding | None:
    """Times that were clocked and then changed are shown with both values."""
    clock = around.clock
    if clock is None or clock.times == (claim.starts_at, claim.ends_at, claim.break_minutes):
        return None
    clocked = {"starts_at": clock.starts_at.isoformat(), "ends_at": clock.ends_at.isoformat()}
    return warn(
        "differs_from_clock",
        "start",
        **clocked,
        zone=claim.zone,
    )


def over_ratio(claim: Claim, limits: Limits, around: Surroundings) -> Finding | None:
    """More students than the set's ratio allows, such as Utah's two apprentices per supervisor."""
    minutes = around.clock.over_ratio_minutes if around.clock else 0
    return warn("over_ratio", "supervisor", minutes=minutes) if minutes else None


def unsupervised(claim: Claim, limits: Limits, around: Surroundings) -> Finding | None:
    """The instructor must be on the premises, as 16 TAC 117.59 says of internships."""
    minutes = around.clock.unsupervised_minutes if around.clock else 0
    return warn("unsupervised", "supervisor", minutes=minutes) if minutes else None
