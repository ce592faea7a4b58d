"""The fields of a record: what they are called, and which rules can fill them.

A rule serves the fields that have the longest pattern its id fits: `seance.date-titre` fits "seance.date*".
So a new rule finds its field by its name alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase
from typing import Any, Final

from registre.explanation.words import Family
from registre.records import Act, Fact, Session


class Need(StrEnum):
    """How surprising it is that a field is empty."""

    always = "always"
    """A complete document states it."""
    sometimes = "sometimes"
    rarely = "rarely"


@dataclass(frozen=True, slots=True)
class Field:
    """A place of `Session` or `Act` (`path`), its name in both languages, the patterns of its rules' ids."""

    path: str
    label: tuple[str, str]
    family: Family
    rules: tuple[str, ...]
    need: Need = Need.always

    def of(self, node: Session | Act | None) -> Any:
        """What stands there: a fact, several, a plain value, or None."""
        value: Any = node
        for name in self.path.split("."):
            value = getattr(value, name, None)
        return value

    def facts(self, node: Session | Act | None) -> tuple[Fact[Any], ...]:
        value = self.of(node)
        return tuple(one for one in (value if isinstance(value, tuple) else (value,)) if isinstance(one, Fact))

    def is_empty(self, node: Session | Act | None) -> bool:
        return self.of(node) in (None, ())


SESSION: Final[tuple[Field, ...]] = (
    Field("body", ("collectivité", "body"), Family.identity, ("collectivite.*",)),
    Field("organ", ("assemblée", "organ"), Family.identity, ("seance.assemblee*", "seance.conseil*")),
    Field("date", ("date", "date"), Family.identity, ("seance.date*",)),
    Field("body_siren", ("SIREN", "SIREN"), Family.identity, ("cachet.siren*", "cachet.identifiant*"), Need.sometimes),
    Field("convened_on", ("convocation", "convocation"), Family.identity, ("seance.convocation*",)),
    Field(
        "counts.in_office",
        ("en exercice", "in office"),
        Family.counts,
        ("effectif.*", "effectif.*exercice*", "effectif.membres*"),
    ),
    Field("counts.present", ("présents", "present"), Family.counts, ("effectif.*", "effectif.*presents*")),
    Field("counts.proxies", ("pouvoirs", "proxies"), Family.counts, ("effectif.*", "effectif.*pouvoirs*")),
    Field("counts.voting", ("votants", "voting"), Family.counts, ("effectif.*", "effectif.*votants*")),
    Field("president", ("présidence", "chair"), Family.people, ("seance.presid*", "seance.maire*")),
    Field("secretary", ("secrétaire", "secretary"), Family.people, ("seance.secretaire*",)),
    Field("remote", ("à distance", "remote"), Family.identity, ("seance.visio*",), Need.rarely),
    Field("attendance", ("appel", "attendance"), Family.people, ("appel.*",)),
    Field("movements", ("mouvements", "movements"), Family.people, ("mouvement.*",), Need.rarely),
)

ACT: Final[tuple[Field, ...]] = (
    Field("number", ("numéro", "number"), Family.act, ("acte.*",)),
    Field(
        "title",
        ("titre", "title"),
        Family.act,
        ("acte.objet*", "acte.titre*", "acte.ligne*", "acte.vote-ligne*", "acte.proces-verbal*"),
    ),
    Field("vote", ("vote", "vote"), Family.vote, ("vote.*",)),
    Field("vote.value.for_", ("voix pour", "voices for"), Family.vote, ("vote.pour*",), Need.sometimes),
    Field("commitments", ("argent donné", "money given"), Family.money, ("argent.*",), Need.sometimes),
    Field("in_kind", ("aide en nature", "in-kind aid"), Family.money, ("nature.*",), Need.rarely),
    Field("received", ("argent reçu", "money received"), Family.money, ("argent.recu*",), Need.rarely),
    Field("recalled", ("argent rappelé", "money recalled"), Family.money, ("argent.rappele*",), Need.rarely),
    Field("charges", ("imputation", "budget charge"), Family.money, ("budget.*",), Need.sometimes),
    Field("plans", ("plan de financement", "funding plan"), Family.money, ("plan.*",), Need.rarely),
    Field("tables", ("total d'un tableau", "total of a table"), Family.money, ("tableau.*",), Need.rarely),
    Field("articles", ("article", "article"), Family.parts, ("partie.*", "partie.mesure*", "partie.article*")),
    Field("visas", ("visa", "visa"), Family.parts, ("partie.visa*",), Need.sometimes),
    Field("recitals", ("considérant", "recital"), Family.parts, ("partie.considerant*",), Need.rarely),
    Field("mentions", ("organisme cité", "organisation"), Family.names, ("mention.*",), Need.rarely),
    Field("agreements", ("convention", "agreement"), Family.names, ("accord.*",), Need.rarely),
    Field(
        "teletransmission_id",
        ("télétransmission", "télétransmission"),
        Family.stamp,
        ("cachet.*", "cachet.identifiant*"),
    ),
    Field("received_on", ("reçu le", "received on"), Family.stamp, ("cachet.recu*", "cachet.transmis*")),
    Field("posted_on", ("affiché le", "posted on"), Family.stamp, ("cachet.affiche*", "cachet.publie*")),
    Field("signatory", ("signataire", "signatory"), Family.people, ("signature.*", "partie.signature*")),
    Field("matter", ("matière", "matter"), Family.act, ("matiere.*",), Need.rarely),
    Field("present", ("présents au vote", "present at the vote"), Family.counts, ("effectif.*presents*",), Need.rarely),
    Field("proxies", ("pouvoirs au vote", "proxies at the vote"), Family.counts, ("effectif.*pouvoirs*",), Need.rarely),
    Field("voting", ("votants", "voting"), Family.counts, ("effectif.*votants*",), Need.rarely),
)

ACTS: Final = Field("acts", ("délibérations", "acts"), Family.act, ("acte.*", "vote.formule*", "vote.liste*"))
"""The acts as a whole, when a document has none."""


def rules_of(field: Field, ids: Iterable[str]) -> Iterator[str]:
    """The ids of the rules that can fill `field`, in the order of `ids`."""
    others = ACT if field in ACT else SESSION if field in SESSION else (field,)
    for one in ids:
        longest = max((_length(one, other) for other in (*others, field)), default=0)
        if longest and _length(one, field) == longest:
            yield one


def _length(rule: str, field: Field) -> int:
    """How long the longest pattern of `field` is that the id fits; 0 when it fits none."""
    return max((len(pattern) for pattern in field.rules if fnmatchcase(rule, pattern)), default=0)
