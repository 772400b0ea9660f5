"""What the people wing adds to the wings below it: who has which desk, and the log of published editions."""

from django.db.models import OuterRef

from clinic_hours.desk.selectors.desks import Role, open_desk
from clinic_hours.ledger.selectors.audit.projections import audit_also
from courses.requirements.services.requirement_sets import when_published

from .models import Enrollment, OfficeRole, Supervisor
from .selectors.audit import PeopleProjection
from .selectors.references import keep_rows
from .selectors.roles import roles_in_force
from .services.editions import log_published

mine = {"user": OuterRef("pk")}
Office = OfficeRole.Role

open_desk(Role.STUDENT, lambda: Enrollment.objects.filter(student=OuterRef("pk")))
open_desk(Role.INSTRUCTOR, lambda: Supervisor.objects.filter(is_active=True, **mine))
open_desk(Role.COORDINATOR, lambda: roles_in_force().filter(role=Office.COORDINATOR, **mine))
open_desk(Role.AUDITOR, lambda: roles_in_force().filter(role=Office.AUDITOR, **mine))

when_published(log_published)
keep_rows(Enrollment, lambda _row: True)  # the log names it
audit_also(PeopleProjection)
