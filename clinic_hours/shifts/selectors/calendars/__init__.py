"""People's own shifts in their calendars: the feed, and the files attached to mail."""
