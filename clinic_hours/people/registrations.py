"""What the people wing adds to the wings below it: who has which desk."""

from django.db.models import OuterRef

from clinic_hours.desk.selectors.desks import Role, open_desk

from .models import Enrollment, OfficeRole, Supervisor

office = OfficeRole.objects.filter(user=OuterRef("pk"))

open_desk(Role.STUDENT, Enrollment.objects.filter(student=OuterRef("pk")))
open_desk(Role.INSTRUCTOR, Supervisor.objects.filter(user=OuterRef("pk"), is_active=True))
open_desk(Role.COORDINATOR, office.filter(role=OfficeRole.Role.COORDINATOR))
open_desk(Role.AUDITOR, office.filter(role=OfficeRole.Role.AUDITOR))
