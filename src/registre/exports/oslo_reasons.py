"""Why a requirement of OSLO is not met, or a fact has no term in it: by code, in French and in English."""

from __future__ import annotations

from typing import Final

REASONS: Final = {
    "session.hours": (
        "Zitting : geplandeStart, startedAtTime et endedAtTime (date et heure) exigés ; l'acte donne un jour",
        "Zitting: geplandeStart, startedAtTime and endedAtTime (date and time) required; the act gives a day",
    ),
    "session.chair": (
        "Zitting : heeftVoorzitter exigé, non énoncé ou sans mandat connu",
        "Zitting: heeftVoorzitter required, not stated or of no known mandate",
    ),
    "session.secretary": (
        "Zitting : heeftSecretaris exigé, non énoncé ou sans mandat connu",
        "Zitting: heeftSecretaris required, not stated or of no known mandate",
    ),
    "session.agenda": (
        "Zitting : behandelt → Agendapunt exigé ; l'ordre du jour n'est pas dans les actes, il n'est pas inventé",
        "Zitting: behandelt → Agendapunt required; the agenda is not in the acts, it is not made up",
    ),
    "treatment.public": (
        "BehandelingVanAgendapunt : openbaar (séance publique) exigé, non énoncé",
        "BehandelingVanAgendapunt: openbaar (public session) required, not stated",
    ),
    "treatment.subject": (
        "BehandelingVanAgendapunt : dct:subject → Agendapunt exigé, voir ci-dessus",
        "BehandelingVanAgendapunt: dct:subject → Agendapunt required, see above",
    ),
    "vote.none": ("acte sans vote énoncé : pas de Stemming", "act without a stated vote: no Stemming"),
    "vote.counts": (
        "Stemming : les trois nombres de voix exigés, non énoncés ou en partie",
        "Stemming: the three counts required, not stated or in part",
    ),
    "vote.secret": ("Stemming : geheim exigé, non énoncé", "Stemming: geheim required, not stated"),
    "vote.outcome": ("Stemming : gevolg exigé, non énoncé", "Stemming: gevolg required, not stated"),
    "vote.voters": (
        "Stemming : heeftStemmer exigé ; l'acte ne dit pas qui a voté quoi",
        "Stemming: heeftStemmer required; the act does not say who voted what",
    ),
    "ballot.inferred": ("vote nominatif déduit : omis", "inferred ballot: left out"),
    "act.title": ("Besluit : eli:title exigé, objet illisible", "Besluit: eli:title required, title unreadable"),
    "act.motivation": (
        "Besluit : motivering exigé, aucun considérant lu",
        "Besluit: motivering required, no recital read",
    ),
    "act.articles": (
        "LegalResource : eli:has_part exigé, aucun article lu",
        "LegalResource: eli:has_part required, no article read",
    ),
    "act.cites": (
        "Besluit : eli:cites veut une expression ; loi, décret ou acte absent du registre : lien omis",
        "Besluit: eli:cites wants an expression; law, decree or act that is not in the register: link left out",
    ),
    "mandate.post": (
        "Mandataris : org:holds et mandaat:start exigés ; le siège et son début ne sont pas dans les actes",
        "Mandataris: org:holds and mandaat:start required; the seat and its start are not in the acts",
    ),
    "mandate.unknown": (
        "présence ou vote d'une personne sans mandat connu dans l'organe : lien omis",
        "presence or ballot of a person without a known mandate in the organ: link left out",
    ),
    "proxy": ("pouvoirs : aucun terme dans Besluit ni Mandaat", "proxies: no term in Besluit nor Mandaat"),
    "attendance.status": (
        "excusés, représentés, absents : aucun terme OSLO",
        "excused, represented, absent: no OSLO term",
    ),
    "money": ("argent engagé ou reçu : aucun terme dans Besluit", "money committed or received: no term in Besluit"),
    "receipt": ("contrôle de légalité : aucun terme", "legality control: no term"),
}
