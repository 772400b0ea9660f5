"""Where students find shifts, book them, wait in line, and answer offers."""
