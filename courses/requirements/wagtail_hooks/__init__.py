from . import clinic_hours, editions, permissions, views, viewsets

__all__ = ["clinic_hours", "editions", "permissions", "views", "viewsets"]
