"""Addresses that leave the site: only the web, and a report about a page that arrives filled in."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote


def web_address(address: str) -> str:
    """`address` when it is one of the web, else "#": nothing that could run."""
    return address if address.startswith(("https://", "http://")) else "#"


def legifrance(article: str) -> str:
    """Where Légifrance looks for "CGCT, art. L2121-29". Its addresses of articles cannot be made of their numbers."""
    number = article.rpartition(" ")[2]
    return (
        f"https://www.legifrance.gouv.fr/search/code?tab_selection=code&searchField=NUM_ARTICLE&query={quote(number)}"
    )


def report_to(contact: str) -> Callable[[str, str], str]:
    """What makes the address where an error about an IRI is reported: a message to `contact`, or its page."""

    def report(iri: str, subject: str) -> str:
        if contact.startswith(("https://", "http://")):
            return f"{contact}{'&' if '?' in contact else '?'}iri={quote(iri, safe='')}"
        return f"mailto:{quote(contact, safe='@.+-_')}?subject={quote(str(subject))}&body={quote(iri, safe='')}"

    return report
