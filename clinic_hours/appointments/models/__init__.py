from .appointments import Appointment, AppointmentEvent
from .contacts import ClientContact, ClientMail
from .feedback import Feedback

__all__ = ["Appointment", "AppointmentEvent", "ClientContact", "ClientMail", "Feedback"]
