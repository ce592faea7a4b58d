"""Tables of the publication: the same facts as the graph, for those who work with rows."""

from registre.publication.tables.definitions import Column, Table, tables
from registre.publication.tables.lines import Lines, lines_of
from registre.publication.tables.rows import Labels, labels_of
from registre.publication.tables.writer import TableWriter

__all__ = ["Column", "Labels", "Lines", "Table", "TableWriter", "labels_of", "lines_of", "tables"]
