"""How a session's times were recorded: in one word, within a sentence, and in full."""

from collections.abc import Mapping
from typing import Protocol

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from clinic_hours.core.forms.times import with_minus
from clinic_hours.sessions.domain.states import State
from clinic_hours.sessions.models import ClinicSession

Provenance = ClinicSession.Provenance
ENTERED = "entered"
# One word.
PROVENANCE_WORD = {
    Provenance.TYPED: pgettext_lazy("times", "Typed"),
    Provenance.CLOCKED: pgettext_lazy("times", "Clocked"),
    Provenance.ATTESTED: pgettext_lazy("times", "Attested"),
    ENTERED: pgettext_lazy("times", "Entered"),
}
# For use inside a sentence.
PROVENANCE = {
    Provenance.TYPED: _("times typed in"),
    Provenance.CLOCKED: _("times clocked"),
    Provenance.ATTESTED: _("times attested"),
    ENTERED: _("entered for you"),
}
# What the clock says of supervision, in minutes.
ON_THE_CLOCK = {
    "supervised_minutes": _("%(minutes)s min with an instructor"),
    "over_ratio_minutes": _("%(minutes)s min over the limit of students per instructor"),
    "unsupervised_minutes": _("%(minutes)s min without an instructor"),
}
PROVENANCE_IN_FULL = {**dict(Provenance.choices), ENTERED: _("Entered for the student")}


class Recorded(Protocol):
    """A session, or a row that shows one."""

    @property
    def provenance(self) -> str: ...

    @property
    def status(self) -> str: ...

    @property
    def entered_by_id(self) -> int | None: ...


def clock_words(minutes: Mapping[str, int] | None) -> list[str]:
    """Return the parts of the time on the clock that there are, or nothing if no clock was seen."""
    if minutes is None:
        return []
    some = {name: each for name, each in minutes.items() if each} or {"supervised_minutes": 0}
    parts = {name: with_minus(number_format(each)) for name, each in some.items()}
    return [str(ON_THE_CLOCK[name]) % {"minutes": each} for name, each in parts.items()]


def recorded_how(session: Recorded) -> str:
    """Return the key of these words. Nobody has attested an entered session before it is signed."""
    is_signed = session.status in (State.SIGNED_OFF, State.VOIDED)
    is_attested = session.provenance == Provenance.ATTESTED
    return (
        ENTERED if is_attested and session.entered_by_id and not is_signed else session.provenance
    )
