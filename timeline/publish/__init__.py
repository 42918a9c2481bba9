"""Pages become files: only those whose data changed, staged first, put in place together."""
