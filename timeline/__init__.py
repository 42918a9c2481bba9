"""A static site generator for event timelines that people can trust and cite.

    content/ ──► content/ ──► checks/ ──► compile ──► pages/ ──► publish/ ──► site/
     files        records     the gate    Timeline     pages      only what
                  + problems  errors stop              + data     changed

Authors' files become records; checks judge them; behind that gate they are compiled into one timeline; the timeline is
planned into pages, each a path, a function and plain data; publishing writes only the pages whose data changed.
"""

from timeline import version

__version__ = version.VERSION
