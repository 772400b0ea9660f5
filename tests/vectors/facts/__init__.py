"""What statement and entries say, signed by the school itself."""
