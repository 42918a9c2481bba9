"""Images as files: what they are, what is wrong with them, and their copies as they are published.

Pillow is imported inside the functions that need it: most builds make no copy, and many sites have no image.
"""

from timeline.images.copies import copy
from timeline.images.facts import BadImage, Facts, Image, image
from timeline.images.kinds import ENDINGS, PUBLISHED, kind_by_name
from timeline.images.sound import examined

__all__ = ["ENDINGS", "PUBLISHED", "BadImage", "Facts", "Image", "copy", "examined", "image", "kind_by_name"]
