"""The transaction that every write runs in: outermost, durable, retried only when nothing was committed."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import IntegrityError, OperationalError, transaction

from clinic_hours.core.domain.errors import Overtaken, Refused
from clinic_hours.core.domain.findings import Finding

P = ParamSpec("P")
T = TypeVar("T")

ATTEMPTS = 3
SERIALIZATION_FAILURE, DEADLOCK = "40001", "40P01"
# {constraint: the equivalent finding}
RACES: dict[str, Finding] = {}


def answer_race(constraint: str, finding: Finding) -> None:
    """Register the finding that a database constraint stands for. Called while Django starts."""
    RACES[constraint] = finding


def recorded(service: Callable[P, T]) -> Callable[P, T]:
    """Run a service in one outermost durable transaction.

    A deadlock, a serialization failure or an act that was overtaken is retried, at most three times: the
    database has rolled everything back and no success was reported. A constraint violation that gets past
    the rules only in a race becomes the finding that the rules would give.
    """

    @wraps(service)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        for _attempt in range(ATTEMPTS - 1):
            try:
                return once(service, *args, **kwargs)
            except Overtaken:
                continue
            except OperationalError as error:
                if not may_be_tried_again(error):
                    raise
        return once(service, *args, **kwargs)

    return run


def once(service: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    try:
        with transaction.atomic(durable=True):
            return service(*args, **kwargs)
    except IntegrityError as error:
        findings = tuple(RACES[name] for name in RACES if name in str(error))
        if findings:
            raise Refused(findings) from error
        raise


def may_be_tried_again(error: OperationalError) -> bool:
    return getattr(error.__cause__, "sqlstate", None) in {SERIALIZATION_FAILURE, DEADLOCK}
