"""Lists of what people wrote, shown and exported inside the administration."""

from wagtail.admin.views.reports import ReportView

# A spreadsheet would run a cell that begins with one of these.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_text(value: str) -> str:
    """Return a cell that spreadsheets show and do not run."""
    return f"'{value}" if value.startswith(FORMULA) else value


class SheetView(ReportView):
    """A list for those who have the permission `may`; its cells are safe to open in a spreadsheet."""

    may = ""
    permission_required = "view"
    custom_value_preprocess = {
        **ReportView.custom_value_preprocess,
        str: {ReportView.FORMAT_CSV: as_text, ReportView.FORMAT_XLSX: as_text},
    }

    def user_has_permission(self, permission) -> bool:
        return self.request.user.has_perm(self.may)
