"""An instructor's queue: the page, signing many sessions at once, and going through them one by one."""
