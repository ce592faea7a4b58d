"""Acts under titles in capitals alone: « VENTE D'UN TERRAIN La parcelle… » (bold type and lines are lost)."""

from __future__ import annotations

import re

from registre.extraction.cutting.headed import CLOSE
from registre.extraction.cutting.part import Part, decides, title_of
from registre.extraction.titles import title_end

_LOUD = re.compile(
    r"(?:(?<=[.!?;:)»€\d…|]\s)|(?<=[a-zà-ÿ]\s)|(?<=\n))(?P<titre>(?:(?:[LD]['’]|N°|[A-ZÀ-Ý][A-ZÀ-Ý0-9'’-]*"
    r"(?![a-zà-ÿ])|\d{1,4}|[«»&(:–/,.-]{1,3}|à)\s?){3,40})"
)
_NOT_LOUD = re.compile(
    r"(?:LE |LA |L')?(?:CONSEIL|COMITE|COMITÉ|BUREAU|MAIRE|ASSEMBLEE|ASSEMBLÉE|PRESIDENT|PRÉSIDENT)\b|VU\b"
    r"|CONSID|MONSIEUR|MADAME|APPROUV|AUTORIS|DECID|DÉCID|ADOPT|DIT\b|PREND|DONNE|VOTE|POUR\b|CONTRE"
    r"|ABST|UNANIM|PRESENT|PRÉSENT|ABSENT|EXCUS|POUVOIR|PROCURATION|SECR[EÉ]TAIRE|ORDRE DU JOUR|COMPTE RENDU"
    r"|PROC[EÈ]S|S[EÉ]ANCE|R[EÉ]PUBLIQUE|D[EÉ]PARTEMENT|TOTA|MONTANT|RECETTE|D[EÉ]PENSE|SECTION|COMPTE|CHAPITRE"
    r"|ARTICLE|OP |OPERATION|FONCTIONNEMENT|INVESTISSEMENT|NOM\b|EPCI|DETR|TVA|M\.|MME|SIGNE|FAIT\b|APR[EÈ]S"
    r"|D[EÉ]LIB[EÉ]RATIONS?\s(?:OBJET|N°)|OBJET\b"
    r"|QUESTIONS|INFORMATIONS|INTITUL|REMARQUES|OBSERVATION|INTERVENTION|DEBAT\b|D[EÉ]BAT\b(?! D)|VI*\.|IL EST"
    r"|[A-Z0-9 ]{1,9}$"
)


def cut_capitals(flow: str, folded: str, formulas: list[int], start: int) -> tuple[Part, ...]:
    """Acts under titles in capitals alone: « VENTE D'UN TERRAIN La parcelle… »."""
    heads: list[tuple[int, int]] = []
    for run in _LOUD.finditer(flow, start):
        begin = run.start("titre")
        if junk := re.match(
            r"(?:[^A-ZÀ-Ý«]+|[A-Z]{1,2}\.\s?|[A-ZÀ-Ý'’-]{3,}\.\s|«(?=[^»]*$)|[A-ZÀ-Ý]{1,2}\s)+", run.group("titre")
        ):
            begin += junk.end()
        words = flow[begin : run.end("titre")].strip()
        letters = re.findall(r"[A-ZÀ-Ý]{3,}", words)
        if len(letters) < 2 or sum(map(len, letters)) < 12 or _NOT_LOUD.match(words):
            continue
        stop = title_end(flow, folded, begin, len(flow))
        heads.append((begin, max(stop, begin + 10)))
    parts = []
    for index, (begin, stop) in enumerate(heads):
        end = heads[index + 1][0] if index + 1 < len(heads) else len(flow)
        title = title_of(flow, begin, stop, "acte.capitales")
        close = CLOSE.search(folded, stop, end)
        if title:
            parts.append(
                Part(begin, end, None, title, stop, decides(formulas, stop, min(end, close.start() if close else end)))
            )
    return tuple(parts)
