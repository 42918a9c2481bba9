"""What is raised where a capture cannot be read."""


class BadCapture(Exception):
    """Why a capture cannot be read."""
