"""Lists that are shown and exported in the admin."""

from datetime import datetime
from typing import Any

from wagtail.admin.views.reports import ReportView

from home.core.domain.spreadsheet_safety import neutral
from home.core.school_time import at_school


class SafeReportView(ReportView):
    """A list whose cells are safe to open in a spreadsheet, including rows of other tables.

    Times are in the school's zone: sheets are passed on, and a workbook's cells carry no time zone.
    """

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        if isinstance(value, datetime):
            value = at_school(value)
            return value.replace(tzinfo=None) if export_format == self.FORMAT_XLSX else str(value)
        return neutral(super().preprocess_field_value(field, value, export_format))


class SheetView(SafeReportView):
    """A list of people's submissions, for users with the permission `may`."""

    may = ""
    permission_required = "view"

    def user_has_permission(self, permission: str) -> bool:
        return self.request.user.has_perm(self.may)
