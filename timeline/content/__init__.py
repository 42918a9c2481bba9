"""What authors write, read into records: load() walks content/, and what cannot be read becomes a problem."""
