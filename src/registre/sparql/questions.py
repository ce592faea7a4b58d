"""docs/questions.md, written from the heads of the library so that it cannot say anything else.

`python -m registre.sparql.questions docs/questions.md` writes it; a test compares.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from registre.files import write_atomically
from registre.messages import Language
from registre.sparql.library import library, network_library
from registre.sparql.query import Column, Parameter, Query

_OPENING = """\
# The questions / Les questions

Generated from `queries/*.rq` by `make docs`: do not edit.
Engendré depuis `queries/*.rq` par `make docs` : ne pas modifier.

Each file runs as it is in any SPARQL 1.1 engine whose default graph is the union of the named graphs.
Chaque fichier s'exécute tel quel dans tout moteur SPARQL 1.1 dont le graphe par défaut réunit les graphes nommés.

    registre query --list
    registre query safe-sums --about
    registre query grants-by-beneficiary --param year=2022 --format csv
    registre query proxies --endpoint http://127.0.0.1:7878/query
    registre query wikidata-organisations --network

The last ones also ask a public endpoint: refused without `--network`, which sends it the values of one variable and
nothing else; `--service URL` asks another endpoint in its place, such as a copy of your own.
Les dernières interrogent aussi un service public : refusées sans `--network`, qui lui envoie les valeurs d'une seule
variable ; `--service URL` interroge un autre service à sa place, par exemple votre copie.

Every answer is stored and checked by `make test`: whole on the examples; on the five founding documents, which are
real, as figures and a digest, without a name of a person or a sentence (`tests/queries/README.md`).
Chaque réponse est gardée et vérifiée par `make test` : entière sur les exemples ; sur les cinq documents fondateurs,
qui sont réels, en chiffres et par une empreinte, sans nom de personne ni phrase.

A chart draws one mark a row and adds nothing up; a question without one has nothing to compare, or rows that may not
be ranked.
Un graphique dessine une marque par ligne et n'additionne rien ; sans graphique, il n'y a rien à comparer, ou les lignes
ne se classent pas.
"""


def render_questions(queries: Iterable[Query]) -> str:
    """The page, as Markdown: an index, then each question in both languages."""
    every = tuple(queries)
    index = "\n".join(f"- [{one.name}](#{one.name}): {one.title.fr} / {one.title.en}" for one in every)
    return "\n".join([_OPENING, index, "", *(line for one in every for line in _question(one))])


def _question(query: Query) -> Iterator[str]:
    yield f"## {query.name}"
    yield ""
    yield f"**{query.title.fr}.** {query.description.fr} *Usage :* {query.use.fr} *Limites :* {query.limits.fr}"
    yield ""
    yield f"**{query.title.en}.** {query.description.en} *Use:* {query.use.en} *Limits:* {query.limits.en}"
    yield ""
    if query.chart is not None:
        drawn = [f"`{name}`" for name in (query.chart.label, query.chart.value, query.chart.series) if name is not None]
        yield f"Chart / graphique : {query.chart.kind}, {', '.join(drawn)}"
        yield ""
    if query.service is not None:
        yield f"Network / réseau : <{query.service.url}>, `?{query.service.sent}`"
        yield ""
    if query.parameters:
        yield from _table("parameter / paramètre", ((f"{one.name}{_given(one)}", one) for one in query.parameters))
    yield from _table("column / colonne", ((one.name, one) for one in query.columns))


def _given(parameter: Parameter) -> str:
    if parameter.required:
        return " (required / obligatoire)"
    return f" (= {parameter.default})" if parameter.default else ""


def _table(title: str, rows: Iterable[tuple[str, Parameter | Column]]) -> Iterator[str]:
    yield f"| {title} | kind | fr | en |"
    yield "|---|---|---|---|"
    languages: tuple[Language, Language] = ("fr", "en")
    for name, one in rows:
        yield f"| {name} | {one.kind} | {' | '.join(one.meaning.in_(language) for language in languages)} |"
    yield ""


if __name__ == "__main__":
    write_atomically(Path(sys.argv[1]), render_questions((*library(), *network_library())).encode())
