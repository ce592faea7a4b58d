"""A SPARQL endpoint somewhere else, asked over HTTP by SPARQLWrapper."""

from __future__ import annotations

from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

import pyoxigraph
from SPARQLWrapper import JSON, POST, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

from registre import __version__
from registre.errors import BadConfiguration, EndpointFailed
from registre.sparql.answer import Answer, answer_of
from registre.sparql.query import Query

TIMEOUT_S = 60
LARGEST_BYTES = 64 * 1024 * 1024


class RemoteEndpoint:
    """An endpoint that speaks the SPARQL 1.1 protocol. Its default graph must hold all the publication.

    Raises `BadConfiguration` when `url` is not http(s).
    """

    def __init__(self, url: str, *, timeout_s: int = TIMEOUT_S) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise BadConfiguration(f"{url}: an endpoint is an http(s) address.")
        self._url, self._timeout_s = url, timeout_s

    def ask(self, query: Query, text: str) -> Answer:
        """The answer to `query`, whose bound SPARQL is `text`.

        Raises `EndpointFailed` when the endpoint cannot be reached, refuses, is too slow, says too much,
        or answers with anything but SPARQL results in JSON.
        """
        try:
            return answer_of(query, self.asked(query.name, text))
        except (SyntaxError, ValueError) as fault:
            raise EndpointFailed(f"{self._url}: the answer is not SPARQL results in JSON ({fault}).") from fault

    def asked(self, name: str, text: str) -> object:
        """What the endpoint gives to the SPARQL `text` of the question `name`. Raises as `ask` does."""
        body = self._post(text)
        try:
            return pyoxigraph.parse_query_results(body, format=pyoxigraph.QueryResultsFormat.JSON)
        except (SyntaxError, ValueError) as fault:
            raise EndpointFailed(f"{self._url}: the answer is not SPARQL results in JSON ({fault}).") from fault

    def _post(self, text: str) -> bytes:
        wrapper = SPARQLWrapper(self._url, agent=f"registre/{__version__}")
        wrapper.setQuery(text)
        wrapper.setMethod(POST)
        wrapper.setReturnFormat(JSON)
        wrapper.setTimeout(self._timeout_s)
        try:
            with wrapper.query().response as response:
                body: bytes = response.read(LARGEST_BYTES + 1)
        except HTTPError as fault:
            raise EndpointFailed(f"{self._url}: answered {fault.code} ({fault.reason}).") from fault
        except (URLError, HTTPException, OSError) as fault:
            raise EndpointFailed(f"{self._url}: cannot be reached ({getattr(fault, 'reason', fault)}).") from fault
        except SPARQLWrapperException as fault:
            raise EndpointFailed(f"{self._url}: refused the query. {str(fault)[:500]}") from fault
        if len(body) > LARGEST_BYTES:
            raise EndpointFailed(f"{self._url}: the answer is larger than {LARGEST_BYTES >> 20} MB.")
        return body
