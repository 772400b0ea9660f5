"""READ: queries whose SQL is written once. Django takes longer to write it than the database to answer it.

For pages that many people open many times a day: docs/decisions/0031-prepared-queries.md
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Expression, Field, IntegerField, QuerySet
from django.db.models.sql.compiler import SQLCompiler


class Given(Expression):
    """A value that is given when the query runs, such as `Given("today", DateField())`."""

    def __init__(self, name: str, output_field: Field | None = None) -> None:
        super().__init__(output_field or IntegerField())
        self.name = name

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, Any]:
        return "%s", [self]

    def of(self, given: dict[str, Any]) -> Any:
        return self.output_field.get_db_prep_value(given[self.name], connection=connection)


class Prepared:
    """A query for `values_list`, as a decorator of the function that describes it.

    The function is called once: whatever differs from one request to the next must be a `Given`.
    """

    def __init__(self, describe: Callable[[], QuerySet]) -> None:
        self.describe = describe

    @cached_property
    def written(self) -> tuple[QuerySet, list[Any], str, Sequence[Any]]:
        """Return the queryset, the expressions it selects, its statement and its parameters."""
        rows = self.describe()
        compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
        statement, parameters = compiler.as_sql()
        return rows, [column for column, *_ in compiler.select], statement, parameters

    def rows(self, **given: Any) -> list[tuple]:
        """Return the rows as `values_list` does, in one query."""
        described, columns, statement, parameters = self.written
        with connection.cursor() as cursor:
            cursor.execute(statement, [of_now(each, given) for each in parameters])
            found = cursor.fetchall()
        compiler = described.query.get_compiler(DEFAULT_DB_ALIAS)
        return list(map(tuple, compiler.apply_converters(found, compiler.get_converters(columns))))


def of_now(parameter: Any, given: dict[str, Any]) -> Any:
    return parameter.of(given) if isinstance(parameter, Given) else parameter
