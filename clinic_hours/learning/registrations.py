"""What the student pages add to the wings below them."""

from django.utils.translation import gettext_lazy as _

from clinic_hours.desk.selectors.desks import Role
from clinic_hours.desk.views.desk import Place, add_to_navigation

add_to_navigation(Role.STUDENT, Place("hours:home", _("Overview"), "layout-dashboard"), order=10)
