"""Files that are none, or were changed after everything was signed."""
