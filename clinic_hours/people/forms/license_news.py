"""What people are told about licenses that expire."""

from django.utils.translation import gettext_lazy as _

from clinic_hours.desk.selectors.desks import Role
from clinic_hours.notices.domain.news import Kind

LICENSE_NEWS = (
    Kind(
        "license_expires",
        _("Your license expires soon"),
        _(
            "Your license on record expires on %(expires_on)s. Sessions after that day cannot be "
            "signed until the clinic office has your renewal."
        ),
        _("Open your desk"),
        roles=(Role.INSTRUCTOR,),
        subject=_("Your license expires soon"),
    ),
    Kind(
        "instructor_license_expires",
        _("An instructor's license expires soon"),
        _("The license of %(instructor)s expires on %(expires_on)s."),
        _("See the instructor"),
        roles=(Role.COORDINATOR,),
        many=_("Licenses that expire soon"),
    ),
)
