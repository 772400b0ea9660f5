"""People of the clinic whose mail does not arrive."""

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q, QuerySet

from clinic_hours.people.models import Enrollment, Supervisor
from home.core.models.actors import Person
from home.mail.models import DeadAddress


def people_without_mail() -> QuerySet[Person]:
    """Return active students and instructors whose address was rejected, by name."""
    rejected = DeadAddress.objects.filter(reason=DeadAddress.Reason.BOUNCED)
    studies = Enrollment.objects.filter(student=OuterRef("pk"), status=Enrollment.Status.ACTIVE)
    supervises = Supervisor.objects.filter(user=OuterRef("pk"), is_active=True)
    return (
        get_user_model()
        .objects.filter(is_active=True, email__in=rejected.values("address"))
        .filter(Q(Exists(studies)) | Q(Exists(supervises)))
        .order_by("display_name", "pk")
    )
