"""The "Enquiries" menu in the admin."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from courses.admissions.views.admissions import (
    MAY,
    EnquiriesView,
    EnquiryView,
    EraseEnquiryView,
)
from courses.admissions.views.dashboard import NewEnquiriesPanel

hooks.register("construct_homepage_panels", NewEnquiriesPanel.add_to)


class EnquiriesMenuItem(MenuItem):
    """Shown only to the admissions office."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MAY)


@hooks.register("register_admin_urls")
def enquiry_urls() -> list:
    results = EnquiriesView.as_view(results_only=True)
    return [
        path("enquiries/", EnquiriesView.as_view(), name="enquiries"),
        path("enquiries/results/", results, name="enquiries_results"),
        path("enquiries/<int:pk>/", EnquiryView.as_view(), name="enquiry"),
        path("enquiries/<int:pk>/erase/", EraseEnquiryView.as_view(), name="enquiry_erase"),
    ]


@hooks.register("register_admin_menu_item")
def enquiries_item() -> MenuItem:
    return EnquiriesMenuItem(
        _("Inquiries"), reverse("enquiries"), name="enquiries", icon_name="mail", order=310
    )


@hooks.register("register_permissions")
def enquiry_permissions() -> QuerySet[Permission]:
    codenames = ["change_enquiry", "delete_enquiry"]
    return Permission.objects.filter(
        codename__in=codenames, content_type__app_label="courses_admissions"
    )
