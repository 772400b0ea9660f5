"""Database triggers that protect published requirement sets."""

from typing import Any

from home.core.fields.constraints import Guard


class StaysAsPublished(Guard):
    """A published requirement set never changes, nor do its requirements and their gates.

    `path` leads from a row to its set. PostgreSQL locks the set along the way, so that adding a line and
    publishing wait for each other.
    """

    sentence = "a_published_requirement_set_never_changes"

    def __init__(self, *, path: str = "", **kwargs: Any) -> None:
        self.path = path
        super().__init__(**kwargs)

    def deconstruct(self) -> Any:
        path, args, kwargs = super().deconstruct()
        return path, args, {**kwargs, "path": self.path} if self.path else kwargs

    def refused(self, model: Any, vendor: str) -> dict[str, str]:
        old, new = (self.is_published(model, row, vendor) for row in ("OLD", "NEW"))
        events = {"update": old, "delete": old}
        if self.path:
            events |= {"insert": new, "update": f"{old} OR {new}"}
        return events | {"truncate": ""} if vendor == "postgresql" else events

    def is_published(self, model: Any, row: str, vendor: str) -> str:
        if not self.path:
            return f"{row}.published_at IS NOT NULL"
        first = model._meta.get_field(self.path.split("__")[0])
        column = f"{row}.{first.column}"
        if vendor == "postgresql":  # which doesn't allow a query as a condition
            return f"%(name)s_is_published({column})"
        return f"({self.query(model, column)})"

    def statements(self, model: Any, vendor: str) -> list[str]:
        statements = super().statements(model, vendor)
        if self.path and vendor == "postgresql":
            function = (
                "CREATE OR REPLACE FUNCTION %(name)s_is_published(bigint) RETURNS boolean LANGUAGE sql "
                f"AS $$ {self.query(model, '$1')} FOR SHARE $$"
            )
            return [";".join([function, *statements])]
        return statements

    def query(self, model: Any, key: str) -> str:
        """Return the query for whether the set is published, given the key of the path's first model."""
        first, *others = self.path.split("__")
        model = model._meta.get_field(first).related_model
        for name in others:
            field = model._meta.get_field(name)
            key = f"(SELECT {field.column} FROM {model._meta.db_table} WHERE id = {key})"
            model = field.related_model
        return f"SELECT published_at IS NOT NULL FROM {model._meta.db_table} WHERE id = {key}"
