"""What is written to begin with: a new project, a new event, a new article. Nothing here replaces a file."""
