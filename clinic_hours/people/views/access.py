"""How a view gets an enrollment. Someone else's id and a missing one get the same 404."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from clinic_hours.people.models import Enrollment
from clinic_hours.people.selectors.visible import enrollments_visible_to
from home.core.views.signed_in import SignedInRequest


def get_enrollment(request: SignedInRequest, public_id: UUID) -> Enrollment:
    enrollments = enrollments_visible_to(request.user).select_related(
        "student", "cohort__program", "requirement_set"
    )
    return get_object_or_404(enrollments, public_id=public_id)


def own_enrollment(request: SignedInRequest) -> Enrollment:
    """Return a student's current enrollment: the active one, or else the latest."""
    enrollments = Enrollment.objects.filter(student_id=request.user.pk).select_related(
        "cohort__program", "requirement_set"
    )
    active_first = sorted(
        enrollments.order_by(),
        key=lambda each: (each.status == Enrollment.Status.ACTIVE, each.started_on),
    )
    if not active_first:
        raise PermissionDenied
    enrollment = active_first[-1]
    enrollment.student = request.user
    return enrollment
