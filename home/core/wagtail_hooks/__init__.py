from . import autosave_guard, look_only, moving, publishing

__all__ = ["autosave_guard", "look_only", "moving", "publishing"]
