"""What the people wing adds to the wings below it: who has which desk, and the log of published editions."""

from django.db.models import OuterRef

from clinic_hours.desk.selectors.desks import Role, open_desk
from clinic_hours.ledger.selectors.audit.projections import audit_also
from courses.requirements.services.requirement_sets import when_published

from .models import Enrollment, OfficeRole, Supervisor
from .selectors.audit import PeopleProjection
from .selectors.references import keep_rows
from .services.editions import log_published

office = OfficeRole.objects.filter(user=OuterRef("pk"))

open_desk(Role.STUDENT, Enrollment.objects.filter(student=OuterRef("pk")))
open_desk(Role.INSTRUCTOR, Supervisor.objects.filter(user=OuterRef("pk"), is_active=True))
open_desk(Role.COORDINATOR, office.filter(role=OfficeRole.Role.COORDINATOR))
open_desk(Role.AUDITOR, office.filter(role=OfficeRole.Role.AUDITOR))

when_published(log_published)
keep_rows(Enrollment, lambda _row: True)  # the log names it
audit_also(PeopleProjection)
