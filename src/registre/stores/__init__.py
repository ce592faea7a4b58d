"""A publication put into a triple store through standard protocols, graph by graph, only what changed."""

from __future__ import annotations

from registre.stores.addresses import KINDS, Addresses, addresses_of
from registre.stores.push import Pushed, push
from registre.stores.store import Credentials, Store

__all__ = ["KINDS", "Addresses", "Credentials", "Pushed", "Store", "addresses_of", "push"]
