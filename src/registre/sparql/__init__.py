"""The query library: questions in `queries/`, asked of the built dump or of a remote endpoint."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from registre.errors import BadConfiguration
from registre.messages import Language
from registre.sparql.answer import Answer
from registre.sparql.binding import bind
from registre.sparql.library import find_query, library
from registre.sparql.local import LocalStore
from registre.sparql.remote import RemoteEndpoint
from registre.sparql.table import render

__all__ = ["Answer", "LocalStore", "RemoteEndpoint", "list_queries", "render", "run_query"]


def run_query(name: str, parameters: Mapping[str, str], *, dump: Path | None, endpoint: str | None = None) -> Answer:
    """The answer to the question `name`, from `endpoint` when there is one, else from `dump`.

    Raises `BadConfiguration` for an unknown name or a value that does not fit, `RegistreError` when the
    dump cannot be read, `EndpointFailed` when the endpoint does not answer as the protocol says.
    """
    query = find_query(name)
    text = bind(query, parameters)
    if endpoint is not None:
        return RemoteEndpoint(endpoint).ask(query, text)
    if dump is None:
        raise BadConfiguration(f"{name}: name a dump or an endpoint to ask.")
    return LocalStore(dump).ask(query, text)


def list_queries(language: Language = "fr") -> str:
    """The questions with their titles and parameters, one a line; a parameter in brackets may be left out."""
    queries = library()
    width = max(len(query.name) for query in queries)
    lines = []
    for query in queries:
        options = " ".join(one.name if one.required else f"[{one.name}]" for one in query.parameters)
        lines.append(f"{query.name:<{width}}  {query.title.in_(language)}  {options}".rstrip())
    return "\n".join(lines) + "\n"
