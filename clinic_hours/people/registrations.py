"""What the people wing adds to the wings below it: who has which desk, the log of published
editions, and what newcomers are told.
"""

from django.db.models import OuterRef
from django.utils.translation import gettext_lazy as _

from clinic_hours.desk.selectors.desks import Role, open_desk
from clinic_hours.ledger.selectors.audit.projections import audit_also
from clinic_hours.notices.domain.news import Kind, add_kind
from clinic_hours.notices.services.digests import add_daily_news
from courses.requirements.services.requirement_sets import when_published

from .forms.license_news import LICENSE_NEWS
from .models import Enrollment, OfficeRole, Supervisor
from .selectors.audit import PeopleProjection
from .selectors.references import keep_rows
from .selectors.roles import roles_in_force
from .services.editions import log_published
from .services.license_news import news_of_licenses

mine = {"user": OuterRef("pk")}
Office = OfficeRole.Role

open_desk(Role.STUDENT, lambda: Enrollment.objects.filter(student=OuterRef("pk")))
open_desk(Role.INSTRUCTOR, lambda: Supervisor.objects.filter(is_active=True, **mine))
open_desk(Role.COORDINATOR, lambda: roles_in_force().filter(role=Office.COORDINATOR, **mine))
open_desk(Role.AUDITOR, lambda: roles_in_force().filter(role=Office.AUDITOR, **mine))

when_published(log_published)
keep_rows(Enrollment, lambda _row: True)  # the log names it
audit_also(PeopleProjection)

add_kind(
    Kind(
        name="enrolled",
        label=_("You were enrolled"),
        sentence=_("You are enrolled in %(program)s and can log your clinic hours."),
        act=_("Open your desk"),
        roles=(Role.STUDENT,),
    )
)
add_kind(
    Kind(
        name="made_instructor",
        label=_("You became an instructor"),
        sentence=_("You are now an instructor and can sign off your students' hours."),
        act=_("Open your desk"),
        roles=(Role.INSTRUCTOR,),
    )
)
for kind in LICENSE_NEWS:
    add_kind(kind)
add_daily_news(news_of_licenses)
