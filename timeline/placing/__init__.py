"""What an importer found, placed in a content folder: what would be written is known before anything is."""
