"""What a person is told: the kinds of notices, which wings above register, and one piece of news."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class ByMail(StrEnum):
    """How a kind of notice is mailed unless the person chose otherwise. All notices are on the desk."""

    AT_ONCE = "at_once"
    DIGEST = "digest"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of notice. The texts are lazy translations; `sentence` takes the news' facts as words.

    `label` names the kind in the preferences, `act` is the text of the link to the thing itself.
    """

    name: str
    label: Any
    sentence: Any
    act: Any
    by_mail: ByMail = ByMail.AT_ONCE


@dataclass(frozen=True, slots=True)
class News:
    """One thing to tell one person. `path` is its page on this site.

    `facts` are JSON values: days and moments in ISO format, lengths in minutes. `key` names the matter: the
    same news of the same key is told once.
    """

    kind: str
    person: Any
    path: str
    key: str
    facts: Mapping[str, Any] = field(default_factory=dict)


KINDS: dict[str, Kind] = {}


def add_kind(kind: Kind) -> None:
    """Register a kind of notice. Called while Django starts."""
    KINDS[kind.name] = kind
