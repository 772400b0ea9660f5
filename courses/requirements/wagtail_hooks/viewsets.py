"""The "Curriculum" menu of the Wagtail admin: the records the office maintains."""

from collections.abc import Callable
from typing import Any

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from courses.curriculum.models import Course, Modality, Program
from courses.requirements.models import RequirementSet
from courses.requirements.panels import records
from courses.standards.domain.clock_hours import MINUTES_PER_HOUR
from courses.standards.models import LicensingStandard, SubjectArea

from . import editions, views


def in_hours(field: str) -> Callable[[Any], str]:
    """Return an accessor that shows a row's minutes in hours."""
    return lambda row: (
        "" if getattr(row, field) is None else f"{getattr(row, field) / MINUTES_PER_HOUR:g}"
    )


class CurriculumViewSet(ModelViewSet):
    """One kind of record. `related` names the relations its list joins."""

    index_view_class = views.CurriculumIndexView
    delete_view_class = views.CurriculumDeleteView
    list_per_page = 50
    related: tuple[str, ...] = ()
    copy_view_enabled = False
    search_backend_name = None
    # The database's foreign keys already show what is in use.
    add_to_reference_index = False

    @property
    def url_prefix(self) -> str:
        return f"curriculum/{self.model_name}"

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        related = {"related": self.related} if self.related else {}
        return super().get_index_view_kwargs(**related, **kwargs)

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(usage_url_name=None, **kwargs)

    def get_urlpatterns(self) -> list[Any]:
        return [route for route in super().get_urlpatterns() if route.name != "usage"]


class ProgramViewSet(CurriculumViewSet):
    model = Program
    icon = "clipboard-list"
    edit_handler = records.PROGRAM
    edit_view_class = views.ProgramEditView
    delete_view_class = views.ProgramDeleteView
    related = ("standard",)
    list_display = (
        "name",
        Column("get_award_display", label=_("Award"), sort_key="award"),
        "standard",
        "length_months",
        "retired_on",
    )
    list_filter = ("award", "standard")
    search_fields = ("name", "slug")


class CourseViewSet(CurriculumViewSet):
    model = Course
    icon = "doc-full"
    edit_handler = records.COURSE
    edit_view_class = views.CourseEditView
    related = ("subject_area",)
    list_display = (
        "code",
        "title",
        "subject_area",
        Column("minutes", label=_("Hours"), accessor=in_hours("minutes"), sort_key="minutes"),
    )
    list_filter = ("subject_area",)
    search_fields = ("code", "title", "summary")


class SubjectAreaViewSet(CurriculumViewSet):
    model = SubjectArea
    icon = "list-ul"
    edit_handler = records.SUBJECT_AREA
    list_display = ("name", "slug", BooleanColumn("is_clinical", label=_("Supervised clinic")))
    list_filter = ("is_clinical",)
    search_fields = ("name", "slug")


class ModalityViewSet(CurriculumViewSet):
    model = Modality
    icon = "tag"
    edit_handler = records.MODALITY
    list_display = ("name", "summary")
    search_fields = ("name", "summary")


class StandardViewSet(CurriculumViewSet):
    model = LicensingStandard
    icon = "form"
    edit_handler = records.STANDARD
    list_display = (
        "name",
        Column("minutes", label=_("Hours"), accessor=in_hours("minutes"), sort_key="minutes"),
        "citation",
        "effective_to",
        "last_checked",
    )
    list_filter = ("profession", "authority", "jurisdiction")
    search_fields = ("name", "citation", "jurisdiction")


class RequirementSetViewSet(CurriculumViewSet):
    model = RequirementSet
    name = "requirementset"
    icon = "tasks"
    edit_handler = records.REQUIREMENT_SET
    index_view_class = editions.EditionIndexView
    add_view_class = editions.DraftAddView
    edit_view_class = editions.DraftEditView
    delete_view_class = editions.DraftDeleteView
    inspect_view_class = editions.EditionInspectView
    inspect_view_enabled = True
    list_display = (
        "__str__",
        "program",
        "edition",
        DateColumn("published_at", label=_("Published"), sort_key="published_at"),
    )
    list_filter = ("program",)
    search_fields = ("program__name", "citation")

    def get_urlpatterns(self) -> list[Any]:
        return [
            *super().get_urlpatterns(),
            path("publish/<int:pk>/", self.construct_view(editions.PublishView), name="publish"),
            path(
                "new-edition/<int:pk>/",
                self.construct_view(editions.NewEditionView),
                name="new_edition",
            ),
        ]


class Curriculum(ModelViewSetGroup):
    menu_label = _("Curriculum")
    menu_icon = "list-ol"
    menu_order = 240
    items = (
        ProgramViewSet,
        CourseViewSet,
        RequirementSetViewSet,
        StandardViewSet,
        SubjectAreaViewSet,
        ModalityViewSet,
    )
