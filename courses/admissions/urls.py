"""Public URLs for requesting information."""

from django.urls import path

from .views import enquiries

urlpatterns = [
    path("enquire/", enquiries.enquire, name="enquire"),
    path("enquire/thank-you/", enquiries.received, name="enquiry_received"),
]
