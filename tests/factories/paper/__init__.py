"""What the record of a school on paper says, by subject."""
