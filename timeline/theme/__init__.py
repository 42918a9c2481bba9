"""A theme: templates, static files and the words of the interface. Looks, never code and never a machine format."""

from timeline.theme.folders import ThemeError, theme_folders
from timeline.theme.templates import Theme

__all__ = ["Theme", "ThemeError", "theme_folders"]
