"""The form in which editors write a page."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from home.taken_addresses import is_taken

TAKEN = _("Another part of the site answers at this address. Choose another word.")


class PageForm(WagtailAdminPageForm):
    """Refuses an address at which nobody would find the page."""

    def defer_required_fields(self) -> None:
        """A draft may be unfinished; what waits for review may not: it is published as it is."""
        if not self.instance.workflow_in_progress:
            super().defer_required_fields()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        slug = cleaned.get("slug")
        if slug and self.parent_page and is_taken(slug, self.parent_page):
            self.add_error("slug", TAKEN)
        return cleaned
