"""Shifts as the templates of the roster show them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from clinic_hours.shifts.forms.roster_words import brief_range, duty_words, needs_words
from clinic_hours.shifts.models import Shift
from clinic_hours.shifts.selectors.roster import Block

from .address import Asked

# More squares than this are hard to count. The number beside them says it all.
SQUARES = 12
STATES = {
    "covered": _("Covered"),
    "uncovered": _("No instructor"),
    "short": _("Needs another instructor"),
    "past": _("Over"),
    "cancelled": _("Canceled"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A block with its words."""

    block: Block
    url: str
    times: str
    instructors: tuple[str, ...]
    needs: str
    is_selected: bool = False

    @property
    def state(self) -> str | Promise:
        return STATES[self.block.kind]

    @property
    def count(self) -> str:
        """Return how many places are taken: 5/6."""
        return f"{self.block.shift.taken}/{self.block.shift.places}"

    @property
    def squares(self) -> list[bool]:
        return squares_of(self.block.shift)


def squares_of(shift: Shift) -> list[bool]:
    """Return a square for each place, and whether it is taken; none for many places."""
    if shift.places > SQUARES:
        return []
    return [number < shift.taken for number in range(shift.places)]


def shown(blocks: Iterable[Block], asked: Asked) -> list[Shown]:
    return [shown_block(block, asked) for block in blocks]


def shown_block(block: Block, asked: Asked) -> Shown:
    shift = block.shift
    return Shown(
        block=block,
        url=f"{asked.url_of(shift)}#shift",
        times=brief_range(shift),
        instructors=tuple(duty_words(duty, shift) for duty in block.duties),
        needs=needs_words(block.missing) if block.kind == "short" else "",
        is_selected=shift == asked.shift,
    )
