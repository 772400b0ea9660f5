"""The ways a service can refuse; each gets its own response."""

from .findings import Finding

# What reading the ledger's bytes raises after someone has edited them in the database.
UNREADABLE = (
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)


class HoursError(Exception):
    """The base class of all refusals."""


class Refused(HoursError):
    """A rule blocks it. The findings say which one, where and why."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(*(finding.code for finding in findings))
        self.findings = findings


class Overtaken(Refused):
    """Someone else's act was recorded while this one waited. At a later time it may be possible."""


class Conflict(HoursError):
    """The row has changed since the page was shown."""


class Impossible(HoursError):
    """The step is not possible in the session's current state."""

    def __init__(self, state: str, action: str) -> None:
        super().__init__(f"{action} from {state}")
        self.state = state
        self.action = action


class NotAllowed(HoursError):
    """This person is not allowed to. `reason` is a stable code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
