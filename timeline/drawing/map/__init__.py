"""Maps of places: land and graticule, a mark for each place, names where there is room. No borders.

From positions to geometry: land.py reads the coastline, projection.py and window.py choose what is shown, room.py keeps
labels apart, areas.py finds where places crowd, panels.py puts it together; from geometry to SVG: coast.py, svg.py, and
locator.py for one place alone.
"""
