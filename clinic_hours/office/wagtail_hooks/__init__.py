"""The clinic office in the Wagtail admin: people and sites, never what was signed."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from .permissions import OfficePolicy
from .viewsets import ClinicOffice

office = ClinicOffice()

for viewset in office.items:
    register_permission_policy(viewset.model, OfficePolicy(viewset.model))


@hooks.register("register_admin_viewset")
def register_clinic_office() -> ClinicOffice:
    return office
