"""What a person is told: the kinds of notices, which wings above register, and one piece of news."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

MAIL = "clinic_hours_notices/emails/notice.txt"


class ByMail(StrEnum):
    """How a kind of notice is mailed unless the person chose otherwise. All notices are on the desk."""

    AT_ONCE = "at_once"
    DIGEST = "digest"
    NEVER = "never"


EVERY_WAY = (ByMail.AT_ONCE, ByMail.DIGEST, ByMail.NEVER)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of notice. The texts are lazy translations.

    `label` names the kind in the preferences and in digests. `sentence` takes the news' facts as words, see
    `selectors.words`. `act` is the text of the link to the thing itself. `many` is the subject of a mail
    about several at once, with their %(count)s; without it, the label is.

    `ways` are what a person can choose from: one with a single way cannot be changed. `roles` are the desks
    (see `desk.selectors.desks.Role`) whose people can be told, none for everybody. `subject` replaces the
    sentence as the subject of the mail. `template` is its text, with `name`, `sentence`, `act`, `address` and
    what the news has `for_mail`: a kind with its own is always mailed at once.

    `files` returns what a mail about some of its notices has attached: (name, text, media type).
    """

    name: str
    label: Any
    sentence: Any
    act: Any
    by_mail: ByMail = ByMail.AT_ONCE
    many: Any = None
    ways: tuple[ByMail, ...] = EVERY_WAY
    roles: tuple[str, ...] = ()
    subject: Any = None
    template: str = MAIL
    files: Callable[[Sequence[Any]], Sequence[tuple[str, str, str]]] | None = None


@dataclass(frozen=True, slots=True)
class News:
    """One thing to tell one person, a user or their primary key. `path` is its page on this site.

    `facts` are JSON values: days (`day`, `…_on`) and moments (`…_at`) in ISO format, lengths in `minutes`.
    `for_mail` is said in the mail only and not kept with the notice: `reason`, somebody's own words, and
    what the kind's template needs. `key` names the matter: the same news of the same key is told once.
    """

    kind: str
    person: Any
    path: str
    key: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    for_mail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Period:
    """The time since the last digest. `since` is None for the first one."""

    since: datetime | None
    until: datetime


KINDS: dict[str, Kind] = {}


def add_kind(kind: Kind) -> None:
    """Register a kind of notice. Called while Django starts."""
    KINDS[kind.name] = kind
