"""Ways of reading that are no pattern: a look at the page as a whole. Each is published like a rule.

A fact names what found it, so these have an id and a source too (a test compares them with the facts).
"""

from __future__ import annotations

from typing import Final

PROCEDURES: Final = {
    "acte.capitales": "runs of capitals that begin acts (minutes whose bold type was lost)",
    "acte.ligne": "one line an act, with its outcome (lists of deliberations examined: CGCT art. L2121-25)",
    "acte.numero-apres": "a number that follows its title (observed in minutes and lists)",
    "acte.numero-entre-parentheses": "a number in parentheses after its title (observed in minutes)",
    "acte.numero-seul": "a number that stands alone on its line, above the title (observed in extracts)",
    "acte.ordre-du-jour": "the words with which the agenda has announced an act, said again as its heading (observed)",
    "acte.objet": "the words after the label « Objet » up to the next heading (layouts of extracts)",
    "acte.rangee": "a row « Objet | Rapporteur | Vote » whose cells the text has mixed (lists of deliberations)",
    "acte.recueil": "the repeated heading of bundled extracts, each of which is an act",
    "acte.serie": "ordinals that follow each other, each before a title (minutes; the agenda is the first such series)",
    "acte.titre-avant": "the heading that stands just before an act's first words (layouts of minutes)",
    "acte.numeros": "numbers of acts that go up by one through the document, however they are written (observed)",
    "acte.titre-capitales": "a run of capitals that begins an act (minutes whose bold type was lost)",
    "acte.titre-liste": "one title a line, under words that say that these were voted (CGCT art. L2121-25)",
    "acte.vote-ligne": "lines that each end with a vote: the acts of minutes without headings",
    "appel.colonnes": "as many givers in one run as holders in the next, in the same order (CGCT L2121-20)",
    "appel.procuration": "a giver, the word for the proxy and its holder: one entry of the roll (CGCT L2121-20)",
    "appel.procuration-a": "« X à Y » under a heading that says the list is one of proxies (CGCT L2121-20)",
    "appel.procuration-de": "a member present who holds the proxy « de X » (CGCT L2121-20)",
    "appel.tableau": "« COMMUNE NOM Prénom », row after row of a table without its lines (observed)",
    "argent.suite": "names and sums that follow each other after « les subventions suivantes : » (observed)",
    "argent.tableau": "names and amounts of a table that the text gives cell by cell",
    "cachet.siren": "the nine digits after the département in the télétransmission id (ACTES protocol)",
    "mouvement.appel": "the moment that the roll notes beside a name: « (à partir du point 7) » (CGCT L2121-15)",
    "plan.financement": "a table of expenses and incomes whose sums or shares agree (observed in requests for grants)",
    "seance.maire-de-l-appel": "the chair is « le Maire », and the roll says who is the mayor (CGCT L2121-14)",
    "seance.maire-signataire": "the chair is « le Maire », and the mayor signs the extract (CGCT L2121-14)",
    "seance.conseil-de-la-collectivite": "« le Conseil », and a body of a kind that has one council alone (CGCT)",
    "signature.nom": "a member's name after the dispositif, where the signature stands",
    "tableau.total": "the total under the rows of a table or list of grants, when every row was read (observed)",
}
