"""What a document seems to be: an extract, minutes, a list of deliberations, or none of them.

The words « procès-verbal » and « compte rendu » also occur in extracts (the approval of the last
minutes is an item), so the first words of the document and what it does are weighed together.
"""

from __future__ import annotations

import re

from registre.extraction.matching import seek_first
from registre.extraction.patterns import compile_
from registre.records import DocumentKind

_TOP = 1600

_EXTRACT = compile_(
    r"\bextrait\s(?:du|des|ou|certifie|conforme)\s(?:\w{2,9}\s){0,2}(?:registre|deliberations?|proces|delib)"
    r"|\bregistre\sdes\sdeliberations"
)
_LIST = compile_(
    r"""(?<!la\s)\bliste\sdes\sdeliberations(?!\s(?:a\sete|est|sera|doit))|deliberations\s(?:examinees|votees|adoptees)
        |compte[- ]rendu\sdes\svotes|deliberation\sn\s?°[^:]{4,30}examinee\sle"""
)
_MINUTES = compile_(
    r"""\bproces\s?[-–]?\s?verba(?:l|ux)|\bcompte[- ]rendu|\breleve\sde\sdecisions|\bpv\s(?:du|de)\s(?:conseil|bureau)
        |\bcr\sdu\s(?:conseil|bureau)"""
)
_PAGE_OF_MINUTES = re.compile(r"\bproces-verbal[^a-z]{1,8}\d{1,2}\s?/\s?\d")  # the foot of a page
_OTHER = compile_(
    r"""\bdecision\s(?:du|de\sla|de)\s(?:monsieur\sle\s|madame\sla\s|m\.\sle\s)?(?:maire|president)|\b(?:le\smaire
        |la\smaire|le\spresident|la\spresidente)\sde\s[^;]{3,120},\s{0,2}(?:vice|vu\b)
    |\brecueil\sdes\sactes\sadministratifs|\bprojets?\sde\sdeliberations?\b|\barrete\s(?:municipal|prefectoral
    |du\smaire|n\s?°|permanent|temporaire)|\bextrait\sd'arrete
    |\bla\spresente\sconvention\b|\brapport\sd'orientations?\sbudgetaires?\b|\bcomite\sde\squartier
    |\breunion\sdu\sprochain\sconseil|\bconseil\sde\squartier|\bconseil\scitoyen"""
)
_MET = compile_(
    r"""\b(?:s'est|se\ssont|s'etant|s'etaient|etait|est)\s(?:legalement\s)?(?:reuni|assemb|reunis|reunie)
        |\bseance\s(?:publique|ordinaire|extraordinaire)?\s?(?:du|est\slevee|levee)
    |\bsecretaire\sde\s(?:la\s)?seance|\bdument\sconvoque|\blegalement\sconvoque|\bquorum"""
)
_ORGAN = compile_(
    r"\b(?:conseil\s(?:municipal|communautaire|de|metropolitain|departemental|regional|territorial"
    r"|d'administration|syndical|general)|comite\ssyndical|bureau\s(?:communautaire|metropolitain|syndical|de"
    r"|du)|commission\spermanente)\b"
)
_COUNCIL = re.compile(r"\ble conseil,? (?:apres (?:en )?avoir|reuni|legalement|dument|decide|approuve|a l')")
_ACTED = compile_(r"\bdeliber|\ba\sl'\s?unanimite|\badopt|\bapprouv|\bvote\s?:|\bvotes\b|\bunanimit")


def kind_of(folded: str, has_roll: bool) -> DocumentKind:
    """The kind of the document whose folded text this is; `has_roll` when a list of presents was read."""
    top = folded[:_TOP]
    other = _OTHER.search(top)
    listed = _LIST.search(top)
    extract = _EXTRACT.search(top)
    titles = _MINUTES.finditer(top[:900])
    inside = range(extract.start() + 1, extract.end()) if extract else range(0)  # « extrait du procès-verbal »
    minutes = next((one for one in titles if one.start() not in inside), None)
    if not _ORGAN.search(folded[:6000]) and not listed and not (extract and _COUNCIL.search(folded)):
        return DocumentKind.other  # « le Conseil » alone is believed in the register of deliberations only
    if other and not has_roll and not any(one and one.start() < other.start() for one in (extract, listed)):
        return DocumentKind.other
    if other and "quartier" in other.group():
        return DocumentKind.other
    if not listed and _is_agenda(folded, top, has_roll):
        return DocumentKind.other
    if not seek_first(_ACTED, folded, 0, len(folded)) and not has_roll:
        return DocumentKind.other
    if listed and not extract:
        return DocumentKind.list
    if not extract and not minutes and re.search(r"\bdeliberation\sdu\s(?:conseil|bureau|comite)", top[:500]):
        return DocumentKind.extract
    if (
        has_roll
        and not extract
        and not minutes
        and re.search(r"\bde?l[it][a-z]{0,2}b[a-z]{0,2}ration\s?n", folded[:4000])
        and not seek_first(_PAGE_OF_MINUTES, folded, 0, len(folded))
    ):
        return DocumentKind.extract
    if minutes and extract and extract.start() <= minutes.start() < extract.end():
        minutes = _MINUTES.search(top[:900], extract.end() + 20)
    if extract and not re.search(r"\bdeliberation\s?n|\bobjet\s?:|n\s?°\s?[a-z]{0,6}[-_ ]?\d{2}", folded[:3000]):
        later = _MINUTES.search(folded, extract.end(), 6000)
        if later and not re.search(
            r"approb\w*\s(?:du|des)\s$|adoption\s(?:du|des)\s$|\ble\s$",
            folded[max(0, later.start() - 20) : later.start()],
        ):
            minutes = extract
    if extract and not (minutes and minutes.start() < extract.end() + 60):
        return DocumentKind.extract
    if minutes or has_roll or re.search(r"conseil municipal|conseil communautaire", top[:400]):
        if not has_roll and not seek_first(_MET, folded, 0, len(folded)):
            return DocumentKind.other
        return DocumentKind.minutes
    if re.search(r"deliberation\sn", top) and seek_first(_MET, folded, 0, len(folded)):
        return DocumentKind.extract
    if re.search(r"deliberation\s?n", top) and re.search(r"apres en avoir delibere", folded):
        return DocumentKind.extract
    return DocumentKind.other


def _is_agenda(folded: str, top: str, has_roll: bool) -> bool:
    """An agenda announces; nobody has met and nothing is decided."""
    if "ordre du jour" not in top or has_roll:
        return False
    decided = len(re.findall(r"apres en avoir delibere|a l'unanimite|a la majorite|prend acte|adoptee?\b", folded))
    return decided == 0
