from . import drafts, look_only, moving, publishing

__all__ = ["drafts", "look_only", "moving", "publishing"]
