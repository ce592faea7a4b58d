"""Bytes become text: one reader a format, chosen by the first bytes, then by the ending of the name."""

from __future__ import annotations

from registre.reading.sources import read_source
from registre.reading.text import Text, fold

__all__ = ["Text", "fold", "read_source"]
