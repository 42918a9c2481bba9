"""Timelines of other tools, read: what they hold in our terms, and what could not be carried over."""

from timeline.importers.found import CannotRead, Event, Found, Image, Loss, Place, Source

__all__ = ["CannotRead", "Event", "Found", "Image", "Loss", "Place", "Source"]
