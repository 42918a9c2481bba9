"""A theme: templates, static files and the words of the interface. Looks, never code and never a machine format."""

from timeline.theme.assets import Asset
from timeline.theme.folders import theme_folders
from timeline.theme.mistakes import NoTheme, ThemeError
from timeline.theme.templates import Theme

__all__ = ["Asset", "NoTheme", "Theme", "ThemeError", "theme_folders"]
