"""People's documents."""

from django.urls import path

from .views import documents

urlpatterns = [
    path("documents/<uuid:public_id>/", documents.document, name="document"),
]
