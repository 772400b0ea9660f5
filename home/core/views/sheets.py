"""Lists that are shown and exported inside the administration."""

from datetime import datetime
from typing import Any

from wagtail.admin.views.reports import ReportView

from home.core.domain.spreadsheet_safety import neutral
from home.core.school_time import at_school


class SafeReportView(ReportView):
    """A list whose cells are safe to open in a spreadsheet, rows of other tables included.

    Its times are the school's: a sheet is handed on, and a workbook's cells name no zone.
    """

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        if isinstance(value, datetime):
            value = at_school(value)
            return value.replace(tzinfo=None) if export_format == self.FORMAT_XLSX else str(value)
        return neutral(super().preprocess_field_value(field, value, export_format))


class SheetView(SafeReportView):
    """A list of what people wrote, for those who have the permission `may`."""

    may = ""
    permission_required = "view"

    def user_has_permission(self, permission: str) -> bool:
        return self.request.user.has_perm(self.may)
