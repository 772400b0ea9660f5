"""Requests for cover as the page of a shift shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from clinic_hours.core.forms.wording import sentence_of as finding_words
from clinic_hours.shifts.forms.booking_words import shift_words
from clinic_hours.shifts.forms.cover_words import heading_of, sentence_of
from clinic_hours.shifts.forms.covers import CoverForm
from clinic_hours.shifts.forms.roster_words import reason_words
from clinic_hours.shifts.models import Cover, Shift
from clinic_hours.shifts.policies import can_plan
from clinic_hours.shifts.selectors.candidates import Candidate
from clinic_hours.shifts.selectors.covers.page import CoverOf, Covers, covers_on
from home.core.models.actors import Person


@dataclass(frozen=True, slots=True)
class Shown:
    """A request with its words. `obstacle` says why this person can't take it."""

    of: CoverOf
    heading: str
    sentence: str
    obstacle: str
    finds_instructor: bool  # shows the office whom to ask


@dataclass(frozen=True, slots=True)
class Wanted:
    """A request of somebody else on the page with one's shifts."""

    cover: Cover
    heading: str
    when: str


@dataclass(frozen=True, slots=True)
class Choice:
    candidate: Candidate
    reason: str
    asked_at: datetime | None
    is_chosen: bool


def cover_context(
    user: Person, shift: Shift, now: datetime, form: CoverForm | None = None
) -> dict[str, Any]:
    """Return what the template of cover needs. `form` came back with errors."""
    covers = covers_on(user, shift, now)
    return {
        "covers": covers,
        "cover_requests": [shown(each, user) for each in covers.requests],
        "cover_exchanges": [
            (str(place.public_id), shift_words(place.shift)) for place in covers.exchanges
        ],
        "cover_choices": choices_of(covers, shift, form),
        "cover_form": form,
        "cover_chosen": form["place"].value() if form else "",
        "cover_reason": form["reason"].value() or "" if form else "",
    }


def wanted(covers: Iterable[Cover], user: Person) -> list[Wanted]:
    return [
        Wanted(each, heading_of(each, user, may_take=True), shift_words(each.shift))
        for each in covers
    ]


def shown(each: CoverOf, user: Person) -> Shown:
    return Shown(
        of=each,
        heading=heading_of(each.cover, user, may_take=each.may_take),
        sentence=sentence_of(each),
        obstacle=finding_words(each.obstacles[0]) if each.obstacles else "",
        finds_instructor=each.cover.is_for_instructors
        and can_plan(user)
        and not each.cover.taken_by_id,
    )


def choices_of(covers: Covers, shift: Shift, form: CoverForm | None) -> list[Choice]:
    chosen = form.data.getlist("instructor") if form else []
    return [
        Choice(
            candidate=each,
            reason=reason_words(each, shift),
            asked_at=covers.asked.get(each.supervisor.user_id),
            is_chosen=str(each.supervisor.pk) in chosen,
        )
        for each in covers.candidates
    ]
