"""Today's openings on the clinic's page, and where to request an appointment. Other rooms know both.

A function under Wagtail's hook `clinic_openings` takes the request and returns Openings. The page cache keeps
the page for a minute, so it names the time at which the openings were read.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from wagtail import hooks

from home.core.forms.weekdays import closed_on


@dataclass(frozen=True, slots=True)
class Opening:
    """When clients are treated, where, who supervises, and how many can still come."""

    times: str
    place: str
    supervisors: Sequence[str]
    free: int


@dataclass(frozen=True, slots=True)
class Openings:
    """Today's openings as of a moment, in the order of their times.

    `closed_on` are the weekdays without any, as numbers of `date.weekday()`.
    """

    today: Sequence[Opening]
    read_at: datetime
    request_url: str
    closed_on: Collection[int] = ()

    @property
    def is_closed_today(self) -> bool:
        return self.read_at.weekday() in self.closed_on

    @property
    def closed(self) -> str:
        """Return on which weekdays the clinic is closed, in words, or an empty string."""
        return closed_on(self.closed_on)


def openings_for(request: HttpRequest) -> Openings | None:
    """Return what the first function under the hook knows; None if there is none."""
    found = (openings(request) for openings in hooks.get_hooks("clinic_openings"))
    return next(found, None)
