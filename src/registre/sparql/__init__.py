"""The query library: questions in `queries/`, asked of the built dump or of a remote endpoint."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from registre.errors import BadConfiguration
from registre.messages import Language
from registre.sparql.about import about_query
from registre.sparql.answer import Answer
from registre.sparql.binding import bind
from registre.sparql.federation import ask_across
from registre.sparql.library import find_query, library, network_library
from registre.sparql.local import LocalStore
from registre.sparql.query import Query
from registre.sparql.remote import RemoteEndpoint
from registre.sparql.table import render

__all__ = ["Answer", "LocalStore", "RemoteEndpoint", "about_query", "list_queries", "render", "run_query"]


def run_query(
    name: str,
    parameters: Mapping[str, str],
    *,
    dump: Path | None,
    endpoint: str | None = None,
    network: bool = False,
    service: str | None = None,
) -> Answer:
    """The answer to the question `name`, from `endpoint` when there is one, else from `dump`.

    A question that also asks a public endpoint needs `network`; `service` is asked in the place of that endpoint.
    Raises `BadConfiguration` for an unknown name or a value that does not fit, `RegistreError` when the
    dump cannot be read, `EndpointFailed` when the endpoint does not answer as the protocol says.
    """
    query = find_query(name)
    text = bind(query, parameters)
    if query.service is not None and not network:
        raise BadConfiguration(_refusal(query, query.service.url, query.service.sent))
    if endpoint is None and dump is None:
        raise BadConfiguration(f"{name}: name a dump or an endpoint to ask.")
    home = RemoteEndpoint(endpoint) if endpoint is not None else LocalStore(dump or Path())
    if query.service is not None:
        return ask_across(query, text, home, RemoteEndpoint(service or query.service.url))
    return home.ask(query, text)


def _refusal(query: Query, url: str, sent: str) -> str:
    return (
        f"{query.name} : cette question interroge aussi {url}, et lui envoie les valeurs de « {sent} ». "
        f"Rien n'a été envoyé. Ajoutez --network pour l'accepter.\n"
        f"{query.name}: this question also asks {url}, and sends it the values of « {sent} ». "
        f"Nothing was sent. Add --network to allow it."
    )


def list_queries(language: Language = "fr") -> str:
    """The questions with their titles and parameters, one a line; a parameter in brackets may be left out."""
    queries = (*library(), *network_library())
    width = max(len(query.name) for query in queries)
    lines = []
    for query in queries:
        options = " ".join(one.name if one.required else f"[{one.name}]" for one in query.parameters)
        needs = " --network" if query.service is not None else ""
        lines.append(f"{query.name:<{width}}  {query.title.in_(language)}  {options}{needs}".rstrip())
    return "\n".join(lines) + "\n"
