"""Planning: the forms for shifts, and their previews in words."""
