"""Constraints that tell a person in a sentence what is wrong.

Django says only the constraint's name: "a_cohort_finishes_after_it_starts". The sentence belongs to the
interface, so migrations do not hold it: to the database these are Django's own constraints.
A unique constraint of plain fields needs none: Django names its fields.
"""

from typing import Any

from django.db import models


class Sentence:
    """Keeps `violation_error_message` out of migrations, and on every copy that Django makes."""

    violation_error_message: Any
    kind: type[models.BaseConstraint]

    def deconstruct(self) -> Any:
        _path, args, kwargs = super().deconstruct()  # type: ignore[misc]
        kwargs.pop("violation_error_message", None)
        return f"django.db.models.{self.kind.__name__}", args, kwargs

    def clone(self) -> Any:
        _path, args, kwargs = self.deconstruct()
        return type(self)(*args, violation_error_message=self.violation_error_message, **kwargs)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, self.kind):
            return NotImplemented
        return self.deconstruct() == other.deconstruct()

    __hash__ = None  # type: ignore[assignment]


class Check(Sentence, models.CheckConstraint):
    kind = models.CheckConstraint


class Unique(Sentence, models.UniqueConstraint):
    kind = models.UniqueConstraint
