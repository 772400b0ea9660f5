"""People's documents."""

from django.urls import path

from .views import documents

urlpatterns = [
    path("documents/", documents.own_documents, name="own_documents"),
    path("documents/<uuid:public_id>/", documents.document, name="document"),
]
