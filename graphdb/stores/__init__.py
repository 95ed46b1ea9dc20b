"""Where the graph is kept: embedded in a folder, or on a Neo4j server; plain records either way.

Nothing here knows of findings or of cases' files. The kinds of nodes and edges are passed in.
"""

from __future__ import annotations
