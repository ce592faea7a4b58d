"""What the command line says to the people who use it, in French and in English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Language = Literal["fr", "en"]

MESSAGES: dict[str, tuple[str, str]] = {
    "reading": ("Lecture", "Reading"),
    "publishing": ("Publication", "Publishing"),
    "documents": ("documents trouvés", "documents found"),
    "read": ("séances lues (documents)", "documents that record a session"),
    "set_aside": ("mis de côté (pas une délibération)", "set aside (not a deliberation)"),
    "quarantined": ("en quarantaine", "quarantined"),
    "sittings": ("séances", "sessions"),
    "acts": ("délibérations", "deliberations"),
    "facts": ("faits avec leur preuve", "facts with their evidence"),
    "triples": ("triplets", "triples"),
    "diagnostics": ("constats sur les documents", "findings about the documents"),
    "warnings": ("avertissements SHACL", "SHACL warnings"),
    "violations": ("violations SHACL", "SHACL violations"),
    "unchanged": (
        "Rien n'a changé depuis la dernière fois : la publication {out} est restée telle quelle.",
        "Nothing has changed since: the publication {out} was left as it is.",
    ),
    "remade": (
        "Refait : {documents} documents lus, {batches} lots de pages jugés, {pages} pages du site sur {of}.",
        "Done anew: {documents} documents read, {batches} batches of pages judged, {pages} of {of} pages of the site.",
    ),
    "watch_published": (
        "{out} : publié en {seconds} s, {documents} documents, {acts} délibérations, {quarantined} en quarantaine.",
        "{out}: published in {seconds} s, {documents} documents, {acts} deliberations, {quarantined} in quarantine.",
    ),
    "watch_refused": (
        "Rien de publié ({seconds} s ; {documents} documents, {acts} délibérations, {quarantined} en quarantaine) : "
        "voir {out}.",
        "Nothing published ({seconds} s; {documents} documents, {acts} deliberations, {quarantined} in quarantine): "
        "see {out}.",
    ),
    "watch_unchanged": ("Rien n'a changé.", "Nothing has changed."),
    "decisions": ("décisions des curateurs", "curators' decisions"),
    "obsolete": (
        "Une décision ne s'applique plus (rien de ce dont elle parle n'a été trouvé) : {place}",
        "A decision no longer applies (nothing of what it speaks of was found): {place}",
    ),
    "review_found": ("{count} doutes.", "{count} doubts."),
    "review_ask": ("oui, non, passer, quitter ? [o/n/p/q]", "yes, no, skip, quit? [y/n/s/q]"),
    "review_value": ("La valeur juste (vide : rien n'est dit) :", "The right value (empty: nothing is said):"),
    "review_words": ("Les mots à retirer partout", "The words to withdraw everywhere"),
    "review_no_words": ("Aucun document ne dit ces mots.", "No document says these words."),
    "review_documents": ("Ces mots se trouvent dans {count} documents.", "These words stand in {count} documents."),
    "review_asked": ("Demande de retrait", "Request for withdrawal"),
    "review_written": ("Décision « {kind} » écrite dans {file}.", "Decision « {kind} » written to {file}."),
    "review_nothing": (
        "Rien à écrire : les données le disent déjà.",
        "Nothing to write: the data already say so.",
    ),
    "review_done": ("{count} décisions écrites.", "{count} decisions written."),
    "review_weight": ("({amount} €, {acts} actes)", "({amount} €, {acts} acts)"),
    "doubt_proposal": (
        "« {subject} » et « {other} » sont-ils la même organisation ?",
        "Are « {subject} » and « {other} » the same organisation?",
    ),
    "doubt_number": (
        "« {subject} » a-t-il bien le numéro {other} ?",
        "Does « {subject} » bear the number {other}?",
    ),
    "doubt_weak-link": (
        "« {subject} » désigne-t-il bien « {other} » ?",
        "Does « {subject} » really stand for « {other} »?",
    ),
    "doubt_contradiction": (
        "{subject} : « {other} » a-t-il été bien lu ?",
        "{subject}: was « {other} » read rightly?",
    ),
    "doubt_unresolved": (
        "« {subject} » est-il une personne privée, dont le nom doit être retiré ?",
        "Is « {subject} » a private person, whose name must be withdrawn?",
    ),
    "published": (
        "Publication prête : ouvrez {out}/index.html, ou lancez « registre serve {out} ».",
        "Publication ready: open {out}/index.html, or run « registre serve {out} ».",
    ),
    "rejected": (
        "Le graphe enfreint les formes : la publication précédente n'a pas été remplacée. Voir {report}.",
        "The graph violates the shapes: the previous publication was not replaced. See {report}.",
    ),
    "see_quarantine": (
        "Des documents n'ont pas pu être lus : voir {out}/quarantine.jsonl (raison et conseil pour chacun).",
        "Some documents could not be read: see {out}/quarantine.jsonl (a reason and advice for each).",
    ),
    "nothing": (
        "Aucun document ne relate une séance : rien à publier. Voir {report}.",
        "No document records a session: nothing to publish. See {report}.",
    ),
    "busy": (
        "Une autre construction écrit déjà dans {out}. Attendez sa fin, puis recommencez.",
        "Another build is writing to {out}. Wait for its end, then try again.",
    ),
    "interrupted": (
        "Interrompu : la publication précédente est intacte.",
        "Interrupted: the previous publication is intact.",
    ),
    "conforms": ("Conforme : aucune violation.", "Conforms: no violation."),
    "serving": (
        "{folder} est servi à l'adresse {address} (Ctrl-C pour arrêter).",
        "{folder} is served at {address} (Ctrl-C to stop).",
    ),
    "hosts_written": (
        "Réglages écrits dans {out} ; docs/publish.md dit où chacun va. Recommencez après chaque retrait.",
        "Settings written to {out}; docs/publish.md tells where each goes. Write them again after each withdrawal.",
    ),
    "pushed": (
        "Graphes : {put} mis, {removed} retirés, {kept} déjà là ; {triples} triplets comptés dans le triplestore.",
        "Graphs: {put} put, {removed} removed, {kept} there already; {triples} triples counted in the store.",
    ),
    "pushed_acts": ("Délibérations : {total}, comme dans les tables.", "Deliberations: {total}, as in the tables."),
    "pushed_votes_in_favour": (
        "Voix pour : {total}, comme dans les tables.",
        "Votes in favour: {total}, as in the tables.",
    ),
    "pushed_granted_eur": (
        "Subventions : {total} €, comme dans les tables.",
        "Grants: {total} €, as in the tables.",
    ),
    "exported": (
        "{name} : {held} ; {kinds} raisons de perte ou de manque",
        "{name}: {held}; {kinds} reasons for losses or gaps",
    ),
    "export_reports": (
        "Ce qui n'entre pas est compté, avec ses raisons, dans {out}/*-report.md.",
        "What does not fit is counted, with its reasons, in {out}/*-report.md.",
    ),
    "diff_added": ("ajouté", "added"),
    "diff_changed": ("modifié", "changed"),
    "diff_withdrawn": ("retiré", "withdrawn"),
    "diff_merged": ("fusionné", "merged"),
    "diff_none": ("Aucune différence.", "No difference."),
    "diff_counts": (
        "Pages ajoutées : {added} ; modifiées : {changed} ; retirées : {withdrawn} ; fusionnées, déplacées : {merged}.",
        "Pages added: {added}; changed: {changed}; withdrawn: {withdrawn}; merged or moved: {merged}.",
    ),
    "init_publisher": ("Qui publie ? (nom de la collectivité)", "Who publishes? (name of the body)"),
    "init_base": (
        "À quelle adresse sera le site ? Elle devient l'identifiant de chaque chose : choisissez-la pour longtemps",
        "At which address will the site be? It becomes the identifier of everything: choose it for long",
    ),
    "init_contact": ("Quelle adresse de courriel pour les questions ?", "Which mail address for questions?"),
    "init_licence": ("Sous quelle licence ? (adresse)", "Under which licence? (address)"),
    "init_languages": (
        "Quelles langues pour le site ? « fr en » ou « fr »",
        "Which languages for the site? « fr en » or « fr »",
    ),
    "init_exists": (
        "{path} existe déjà : rien n'a été changé. Modifiez-le, ou donnez un autre dossier.",
        "{path} exists already: nothing was changed. Edit it, or give another folder.",
    ),
    "init_done": (
        "{path} est écrit. Mettez les documents dans {documents}, puis, dans le dossier de {path} : "
        "registre build documents",
        "{path} is written. Put the documents into {documents}, then, in the folder of {path}: "
        "registre build documents",
    ),
    "error": ("Erreur", "Error"),
}

QUARANTINE: dict[str, tuple[str, str]] = {
    "source.empty": ("le fichier est vide", "the file is empty"),
    "source.binary": ("le contenu n'est pas du texte", "the content is not text"),
    "source.too-large": ("le fichier dépasse la taille permise", "the file is larger than the limit"),
    "source.unknown-format": ("ce format n'est pas encore lu", "this format is not read yet"),
    "source.unreadable": ("le fichier ne peut pas être ouvert ou décodé", "the file cannot be opened or decoded"),
    "source.encrypted": ("le document est protégé par un mot de passe", "the document is protected by a password"),
    "source.broken": ("le fichier est abîmé", "the file is damaged"),
    "source.bomb": (
        "le fichier demande trop de temps ou de mémoire pour être lu",
        "reading the file takes too much time or memory",
    ),
    "source.no-text-layer": (
        "le document est une image sans texte : il faut l'OCR (voir « registre doctor »)",
        "the document is a picture without text: it needs OCR (see « registre doctor »)",
    ),
    "source.withdrawn": ("le document a été retiré par une décision", "the document was withdrawn by a decision"),
    "source.duplicate": ("même contenu qu'un autre document", "same content as another document"),
    "document.no-session": (
        "le document ne relate pas la séance d'une assemblée",
        "the document records no session of an assembly",
    ),
    "session.incomplete": (
        "la collectivité ou la date de la séance n'a pas été trouvée dans le texte (la collectivité qui n'est que dans "
        "le logo se dit dans registre.toml, table [bodies])",
        "the public body or the date of the session was not found in the text (a body that stands in the logo alone is "
        "stated in registre.toml, table [bodies])",
    ),
}


def say(key: str, language: Language, **values: object) -> str:
    """The message `key` in `language`, with its values filled in."""
    return MESSAGES[key][language == "en"].format(**values)


def reason(code: str, language: Language) -> str:
    """Why a document was set aside or quarantined; the code itself when it has no sentence."""
    return QUARANTINE[code][language == "en"] if code in QUARANTINE else code


def language_of(environment: Mapping[str, str]) -> Language:
    """French, unless the environment asks for English (REGISTRE_LANG, LC_ALL, LC_MESSAGES, LANG)."""
    for name in ("REGISTRE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(name):
            return "en" if value.lower().startswith("en") else "fr"
    return "fr"
