"""What a rule found: a stable code, its severity, and what it is about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    BLOCKING = "blocking"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a rule found. `field` names the form field it is about, or is empty."""

    code: str
    severity: Severity
    params: Mapping[str, Any] = field(default_factory=dict)
    field: str = ""

    def as_dict(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "severity": str(self.severity),
            "params": dict(self.params),
            "field": self.field,
        }

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> "Finding":
        return cls(
            stored["code"], Severity(stored["severity"]), stored["params"], stored.get("field", "")
        )


def block(code: str, about: str = "", **params: Any) -> Finding:
    return Finding(code, Severity.BLOCKING, params, about)


def warn(code: str, about: str = "", **params: Any) -> Finding:
    return Finding(code, Severity.WARNING, params, about)


def blocking(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(each for each in findings if each.severity == Severity.BLOCKING)


def warnings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(each for each in findings if each.severity == Severity.WARNING)
