"""What planning and changing shifts would do."""
