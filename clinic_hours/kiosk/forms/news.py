"""What the office is told about kiosks."""

from django.utils.translation import gettext_lazy as _

from clinic_hours.desk.selectors.desks import Role
from clinic_hours.notices.domain.news import Kind

KIOSK_NEWS = (
    Kind(
        "kiosk_failures",
        _("Many wrong PINs were typed at a kiosk"),
        _("Many wrong PINs were typed at the kiosk %(device)s, %(site)s."),
        _("See the kiosks"),
        roles=(Role.COORDINATOR,),
    ),
    Kind(
        "kiosk_copied",
        _("A copy of a kiosk was used"),
        _("A copy of the kiosk %(device)s, %(site)s, was used. Pair the tablet again."),
        _("See the kiosks"),
        roles=(Role.COORDINATOR,),
    ),
)
