"""Lists that are shown and exported inside the administration."""

from wagtail.admin.views.reports import ReportView

from home.cells import neutral


class SafeReportView(ReportView):
    """A list whose cells are safe to open in a spreadsheet, rows of other tables included."""

    def preprocess_field_value(self, field, value, export_format):
        return neutral(super().preprocess_field_value(field, value, export_format))


class SheetView(SafeReportView):
    """A list of what people wrote, for those who have the permission `may`."""

    may = ""
    permission_required = "view"

    def user_has_permission(self, permission) -> bool:
        return self.request.user.has_perm(self.may)
