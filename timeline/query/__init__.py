"""Events that are asked for, as the filters of the built site ask: a query in, rows in the timeline's order out."""

from timeline.query.asked import KEYS, Asked, CannotAsk, asked, in_query
from timeline.query.export import export
from timeline.query.fitting import fitting
from timeline.query.readable import readable
from timeline.query.table import table

__all__ = ["KEYS", "Asked", "CannotAsk", "asked", "export", "fitting", "in_query", "readable", "table"]
