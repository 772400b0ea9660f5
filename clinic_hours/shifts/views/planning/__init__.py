"""Planning: a form, the preview of what it would make, and then the shifts."""
