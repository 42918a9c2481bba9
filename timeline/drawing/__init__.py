"""Events and places to geometry, and geometry to SVG: pure functions, without state, clock or fonts."""
