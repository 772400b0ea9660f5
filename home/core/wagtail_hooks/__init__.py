from . import autosave_guard, moving, publishing, read_only

__all__ = ["autosave_guard", "moving", "publishing", "read_only"]
