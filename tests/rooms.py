"""The rooms of the project, and the models in each."""

from django.apps import apps
from django.db.models import Model


def models_of(*rooms: str) -> list[type[Model]]:
    """Return every model in these rooms, in any wing."""
    configs = [each for each in apps.get_app_configs() if each.name.split(".")[0] in rooms]
    return [model for config in configs for model in config.get_models()]
