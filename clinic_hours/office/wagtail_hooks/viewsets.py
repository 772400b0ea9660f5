"""What the office manages: enrollments, cohorts, supervisors and their credentials, sites, roles."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.forms import BaseForm, ModelForm
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from clinic_hours.office.forms import office as forms
from clinic_hours.people.models import (
    ClinicSite,
    Cohort,
    Credential,
    Enrollment,
    OfficeRole,
    Supervisor,
)

from .views import (
    CredentialAddView,
    CredentialDeleteView,
    CredentialEditView,
    EnrollmentEditView,
    EnrollmentIndexView,
    EnrollView,
    OfficeAddView,
    OfficeDeleteView,
    OfficeEditView,
    OfficeIndexView,
    SupervisorAddView,
    SupervisorEditView,
    SupervisorIndexView,
)


class OfficeViewSet(ModelViewSet):
    """The admin of one model. `related` names the relations that its list joins."""

    index_view_class = OfficeIndexView
    add_view_class = OfficeAddView
    edit_view_class = OfficeEditView
    delete_view_class = OfficeDeleteView
    list_per_page = 50
    related: tuple[str, ...] = ()
    form_class: type[ModelForm] | None = None
    change_form_class: type[ModelForm] | None = None
    # The reference index is for pages. Here the database's foreign keys say what is used.
    add_to_reference_index = False
    copy_view_enabled = False
    search_backend_name = None

    @property
    def url_prefix(self) -> str:
        return f"office/{self.model_name}"

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_index_view_kwargs(related=self.related, **kwargs)

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(usage_url_name=None, **kwargs)

    def get_form_class(self, for_update: bool = False) -> type[BaseForm]:
        own = (for_update and self.change_form_class) or self.form_class
        return own or super().get_form_class(for_update)

    def get_permissions_to_register(self) -> QuerySet[Permission]:
        """Return none: group permissions do not open the office (decision 0004)."""
        return Permission.objects.none()

    def get_urlpatterns(self) -> list[Any]:
        return [route for route in super().get_urlpatterns() if route.name != "usage"]


class EnrollmentViewSet(OfficeViewSet):
    model = Enrollment
    icon = "user"
    index_view_class = EnrollmentIndexView
    add_view_class = EnrollView
    edit_view_class = EnrollmentEditView
    form_class = forms.EnrollForm
    change_form_class = forms.EnrollmentForm
    related = ("student", "cohort__program", "requirement_set__program")
    list_display = (
        "student",
        "student_number",
        "cohort",
        Column("requirement_set", label=_("Requirements")),
        Column("get_status_display", label=_("Status"), sort_key="status"),
        "target_on",
    )
    list_filter = ("status", "cohort")
    search_fields = ("student__display_name", "student__email", "student_number")


class CohortViewSet(OfficeViewSet):
    model = Cohort
    icon = "group"
    form_fields = ("program", "name", "name_es", "starts_on", "finishes_on")
    related = ("program",)
    list_display = ("name", "program", "starts_on", "finishes_on")
    search_fields = ("name",)


class SupervisorViewSet(OfficeViewSet):
    model = Supervisor
    icon = "user"
    index_view_class = SupervisorIndexView
    add_view_class = SupervisorAddView
    edit_view_class = SupervisorEditView
    form_class = forms.SupervisorForm
    change_form_class = forms.SupervisorChangeForm
    related = ("user",)
    list_display = (
        "printed_name",
        "user",
        BooleanColumn("is_active", label=_("Currently supervises")),
    )
    list_filter = ("is_active",)
    search_fields = ("printed_name", "user__email")


class CredentialViewSet(OfficeViewSet):
    model = Credential
    icon = "clipboard-list"
    add_view_class = CredentialAddView
    edit_view_class = CredentialEditView
    delete_view_class = CredentialDeleteView
    form_class = forms.CredentialForm
    change_form_class = forms.CredentialChangeForm
    related = ("supervisor",)
    list_display = (
        "number",
        "kind",
        Column("get_jurisdiction_display", label=_("State"), sort_key="jurisdiction"),
        "supervisor",
        "issued_on",
        "expires_on",
    )
    list_filter = ("supervisor",)
    search_fields = ("number", "supervisor__printed_name")


class SiteViewSet(OfficeViewSet):
    model = ClinicSite
    icon = "home"
    form_fields = ("name", "name_es", "slug", "address", "time_zone", "is_active")
    change_form_class = forms.SiteChangeForm
    list_display = ("name", "address", "time_zone", BooleanColumn("is_active", label=_("In use")))
    search_fields = ("name", "address")


class OfficeRoleViewSet(OfficeViewSet):
    model = OfficeRole
    icon = "key"
    form_class = forms.OfficeRoleForm
    change_form_class = forms.OfficeRoleChangeForm
    related = ("user",)
    list_display = ("user", Column("get_role_display", label=_("Role"), sort_key="role"))
    search_fields = ("user__display_name", "user__email")


class ClinicOffice(ModelViewSetGroup):
    menu_label = _("Clinic office")
    menu_icon = "group"
    menu_order = 250
    items = (
        EnrollmentViewSet(),
        CohortViewSet(),
        SupervisorViewSet(),
        CredentialViewSet(),
        SiteViewSet(),
        OfficeRoleViewSet(),
    )
