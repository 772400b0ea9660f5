"""Which apps are the project's own."""

from django.apps import apps

ROOMS = ("portal", "clinic_hours", "courses", "home")


def own_labels() -> set[str]:
    """Return the labels of the project's own apps."""
    return {app.label for app in apps.get_app_configs() if app.name.split(".")[0] in ROOMS}
