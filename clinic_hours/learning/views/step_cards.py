"""What a step on the overview is made of, and what its words are made of."""

from dataclasses import dataclass, field
from datetime import date

from clinic_hours.core.forms.times import hours_in_sentence
from clinic_hours.learning.domain.next_step import Kind
from clinic_hours.learning.selectors.sessions import OwnSessions
from clinic_hours.pace.domain.catching_up import Need
from clinic_hours.pace.domain.pace import Pace
from clinic_hours.pace.views.pace_words import short_day
from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.domain.requirements import SetProgress
from clinic_hours.shifts.selectors.booking.this_week import Booked


@dataclass(frozen=True, slots=True)
class Desk:
    """What the words are made of. `contact` is the clinic office's link, or empty.

    `fitting` open shifts could be booked this week. A new student `may_begin` if a shift ahead counts.
    """

    enrollment: Enrollment
    progress: SetProgress
    need: Need | None
    sessions: OwnSessions
    pace: Pace
    today: date
    contact: str = ""
    booked: Booked = field(default_factory=Booked)
    fitting: int = 0
    may_begin: bool = False

    def hours(self, minutes: int) -> str:
        return hours_in_sentence(minutes, self.progress.clock_hour)

    @property
    def planned(self) -> int:
        """Return the minutes of this week that are logged or booked."""
        return self.sessions.week.claimed + self.booked.this_week

    @property
    def target(self) -> str:
        return short_day(self.enrollment.target_on, self.today)


@dataclass(frozen=True, slots=True)
class Card:
    """One step. The button leads to `url`; without it, there is nothing to do."""

    kind: Kind
    title: str
    text: str
    icon: str
    url: str = ""
    label: str = ""
    offers_contact: bool = False
