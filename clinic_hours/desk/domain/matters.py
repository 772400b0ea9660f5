"""What needs the office: the rows of its Today. Wings above register what finds them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from typing import Any, TypeVar

T = TypeVar("T")


class When(IntEnum):
    """The group of a matter, most urgent first."""

    TODAY = 1
    THIS_WEEK = 2
    SOME_TIME = 3


class About(IntEnum):
    """The order inside a group."""

    LEDGER = 1
    SET_UP = 2
    SUPERVISION = 3
    LICENSE = 4
    PUBLIC = 5
    STUDENTS = 6
    PAPERWORK = 7


@dataclass(frozen=True, slots=True)
class Act:
    """A link, or a button that posts, named after what it does."""

    label: str
    url: str
    is_post: bool = False


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing to do: a fact, a line of detail and an act. It is found until it is settled.

    `tone` is the color of its icon: danger, warning, info, success or neutral. `more` leads to others.
    """

    when: When
    about: About
    icon: str
    tone: str
    fact: str
    detail: str
    act: Act
    more: Act | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """A look at Today by one person at one time. What several finders need is read once."""

    person: Any
    now: datetime
    seen: dict[Any, Any] = field(default_factory=dict)

    def once(self, read: Callable[..., T], *args: Any) -> T:
        """Return `read(*args)`, the same for everyone who asks during this look."""
        if (read, args) not in self.seen:
            self.seen[read, args] = read(*args)
        return self.seen[read, args]


Finder = Callable[[Look], Iterable[Matter]]
FINDERS: list[Finder] = []


def find_matters(finder: Finder) -> None:
    """Register what finds matters. Called while Django starts."""
    FINDERS.append(finder)


def matters_in(look: Look) -> list[Matter]:
    """Return everything that needs this member of the office, most urgent first."""
    found = [matter for find in FINDERS for matter in find(look)]
    return sorted(found, key=lambda matter: (matter.when, matter.about))
