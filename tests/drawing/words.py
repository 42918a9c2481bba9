"""The default theme's words, for drawings that are made without a page."""

from pathlib import Path

from timeline.theme import Theme, theme_folders

say = Theme(theme_folders("default", Path("nowhere"))).say
