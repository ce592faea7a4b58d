"""A publication put into a triple store through standard protocols, graph by graph, only what changed."""
