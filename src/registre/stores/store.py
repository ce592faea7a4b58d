"""A triple store over HTTP: SPARQL 1.1 Query by SPARQLWrapper, Update and the Graph Store HTTP Protocol by requests.

(SPARQLWrapper's own digest authentication changes the opener of the whole process and needs the name of the realm.)
No answer is followed elsewhere, as a redirection would carry the password along; what may safely be said twice
(GET, PUT, DELETE) is said again when the store is busy.
"""

from __future__ import annotations

from dataclasses import dataclass
from http.client import HTTPException
from typing import Any, Final

import requests
from requests.adapters import HTTPAdapter
from requests.auth import AuthBase, HTTPBasicAuth, HTTPDigestAuth
from SPARQLWrapper import JSON, POST, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException
from urllib3.util.retry import Retry

from registre import __version__
from registre.errors import EndpointFailed
from registre.stores.addresses import Addresses

AGENT: Final = f"registre/{__version__}"
TIMEOUT_S: Final = 300
_AGAIN: Final = Retry(
    total=4, backoff_factor=0.5, status_forcelist=(502, 503, 504), allowed_methods=("GET", "PUT", "DELETE")
)

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who may write: a name with its password, or a token. Never part of an address, never shown."""

    user: str = ""
    password: str = ""
    token: str = ""

    def __repr__(self) -> str:
        return "Credentials(…)"


class Store:
    """One store. Every method raises `EndpointFailed`, which names the address, when it is refused or unreachable."""

    def __init__(self, addresses: Addresses, credentials: Credentials | None = None) -> None:
        self.addresses, self._who = addresses, credentials or Credentials()
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.headers["User-Agent"] = AGENT
        self._session.auth = self._authentication()
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, HTTPAdapter(max_retries=_AGAIN))

    def put(self, graph: str, body: bytes, media_type: str) -> None:
        """Make `body` the whole content of `graph`."""
        self._told("PUT", graph, {"Content-Type": media_type}, body)

    def delete(self, graph: str) -> None:
        """Remove `graph`; one that is not there is removed already."""
        self._told("DELETE", graph, {}, fine=(404,))

    def get(self, graph: str) -> bytes:
        """All triples of `graph` as N-Triples; nothing when it is not there."""
        return self._told("GET", graph, {"Accept": "application/n-triples"}, fine=(404,))

    def update(self, text: str) -> None:
        """Carry out the SPARQL Update `text`."""
        self._said("POST", self.addresses.update, data={"update": text})

    def select(self, text: str) -> list[Row]:
        """The rows of the SPARQL SELECT `text`: name of the variable → its value as written; unbound ones left out."""
        wrapper = SPARQLWrapper(self.addresses.query, agent=AGENT)
        wrapper.setQuery(text)
        wrapper.setMethod(POST)
        wrapper.setReturnFormat(JSON)
        wrapper.setTimeout(TIMEOUT_S)
        if self._who.token:
            wrapper.addCustomHttpHeader("Authorization", f"Bearer {self._who.token}")
        try:
            found: Any = wrapper.queryAndConvert()
            return [{name: one["value"] for name, one in row.items()} for row in found["results"]["bindings"]]
        except (SPARQLWrapperException, HTTPException, OSError, ValueError, KeyError, TypeError) as fault:
            raise EndpointFailed(f"{self.addresses.query}: no answer to a query. {str(fault)[:500]}") from fault

    def _told(
        self, method: str, graph: str, headers: dict[str, str], body: bytes = b"", fine: tuple[int, ...] = ()
    ) -> bytes:
        return self._said(method, self.addresses.graphs, fine, params={"graph": graph}, data=body, headers=headers)

    def _said(self, method: str, address: str, fine: tuple[int, ...] = (), **given: Any) -> bytes:
        try:
            said = self._session.request(method, address, timeout=TIMEOUT_S, allow_redirects=False, **given)
        except requests.RequestException as fault:
            raise EndpointFailed(f"{address}: cannot be reached ({fault}).") from fault
        if said.status_code in fine:
            return b""
        if not 200 <= said.status_code < 300:
            what = f"{method} {given.get('params', {}).get('graph', '')}".strip()
            raise EndpointFailed(f"{address}: {what} was answered {said.status_code}. {said.text[:300].strip()}")
        return said.content

    def _authentication(self) -> AuthBase | None:
        if self._who.token:
            return _Bearer(self._who.token)
        if not self._who.user:
            return None
        kind = HTTPDigestAuth if self.addresses.digest else HTTPBasicAuth
        return kind(self._who.user, self._who.password)


class _Bearer(AuthBase):
    """A token in the header of each request (RFC 6750)."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request
