"""Panels of the admin's first page: what waits for this person, the first few rows, and a link to all."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from wagtail.admin.ui.components import Component

from home.core.models.actors import Person
from home.core.views.signed_in import SignedInRequest

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Row:
    title: str
    url: str = ""
    detail: str = ""


class DashboardPanel(Component):
    """A heading, up to five rows, and a link to the full list. Each has a fixed number of queries."""

    template_name = "home_core/admin/dashboard_panel.html"
    name = ""
    order = 100
    heading: str | Promise = ""
    nothing: str | Promise = ""  # what an empty panel says
    all_label: str | Promise = ""

    def __init__(self, user: Person) -> None:
        self.user = user

    @classmethod
    def is_for(cls, user: Person) -> bool:
        raise NotImplementedError

    @classmethod
    def add_to(cls, request: SignedInRequest, panels: list[Component]) -> None:
        """Add the panel for people who can act on it. For Wagtail's hook `construct_homepage_panels`."""
        if cls.is_for(request.user):
            panels.append(cls(request.user))

    def rows(self) -> Sequence[Row]:
        """Return the first rows, one more than is shown if there are more."""
        raise NotImplementedError

    def all_url(self) -> str:
        """Return the address of the full list; empty if there is none."""
        return ""

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        rows = self.rows()
        return {
            "panel": self,
            "rows": rows[:SHOWN],
            "has_more": len(rows) > SHOWN,
            "all_url": self.all_url(),
        }
