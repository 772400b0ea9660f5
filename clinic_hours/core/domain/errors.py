"""What a service may refuse, each kind with its own answer on the screen."""

from .findings import Finding

# What reading the ledger's own bytes raises once somebody has edited them in the database.
UNREADABLE = (
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)


class HoursError(Exception):
    """The root of every refusal."""


class Refused(HoursError):
    """A rule blocks it: the findings say which, where and why."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(*(finding.code for finding in findings))
        self.findings = findings


class Conflict(HoursError):
    """The row changed since the page was shown."""


class Impossible(HoursError):
    """Possible in principle, but not in the session's present state."""

    def __init__(self, state: str, action: str) -> None:
        super().__init__(f"{action} from {state}")
        self.state = state
        self.action = action


class NotAllowed(HoursError):
    """This person may not. `reason` is a stable code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
