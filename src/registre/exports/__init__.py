"""The six exits: the published graph in the formats that others already read, each with what did not fit."""

from registre.exports.export import FORMATS, export

__all__ = ["FORMATS", "export"]
