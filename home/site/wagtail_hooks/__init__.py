from . import dashboard, reports

__all__ = ["dashboard", "reports"]
