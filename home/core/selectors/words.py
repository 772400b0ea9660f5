"""READ: rows that contain every word of a query, ignoring accents, case, order and spacing."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Func, QuerySet, TextField, Value
from django.db.models.functions import Concat

LONGEST = 100  # characters of a query that are read


class Plain(Func):
    """Text in lowercase without accents: `plain_words` on SQLite, see portal/database."""

    function = "plain_words"
    arity = 1
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, Any]:
        template = "LOWER(UNACCENT(NORMALIZE(%(expressions)s, NFKC)))"
        return self.as_sql(compiler, connection, template=template, **context)


def with_words(rows: QuerySet, question: str, *fields: str) -> QuerySet:
    """Return the rows whose fields, taken together, contain each word of the query."""
    apart = [part for field in fields for part in (field, Value(" "))]
    rows = rows.alias(plain_words=Plain(Concat(*apart, output_field=TextField())))
    for word in question[:LONGEST].replace("\0", " ").split():
        rows = rows.filter(plain_words__contains=Plain(Value(word, output_field=TextField())))
    return rows


class SearchesPlainWords:
    """For Wagtail lists that are searched in the database."""

    is_searching: bool
    search_query: str
    search_fields: Sequence[str]

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        if not self.is_searching:
            return queryset
        return with_words(queryset, self.search_query, *self.search_fields)
