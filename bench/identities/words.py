"""Words that names of organisations are invented from, the frequent ones first: they are drawn by Zipf's law."""

from __future__ import annotations


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|"))


GENERIC = _listed(
    "Comité des fêtes|Amicale laïque|ACCA|Sou des écoles|Club de l'amitié|Foyer rural|Anciens combattants|Tennis club|"
    "Amicale des sapeurs-pompiers|Société de chasse|Association des parents d'élèves|Gymnastique volontaire|"
    "Football club|Société de pêche|Coopérative scolaire|ADMR|Club du troisième âge|Judo club|Harmonie municipale|"
    "Comité de jumelage|Bibliothèque municipale|Secours populaire|Amicale des donneurs de sang|Union sportive|"
    "Association sportive du collège|École de musique|FNACA|OGEC|Office de tourisme|Cyclo club"
)
"""Every town has its own: the same words in two towns are two organisations."""

ACRONYMS_OF_GENERIC = {
    "Association des parents d'élèves": "APE",
    "Union sportive": "US",
    "Foyer rural": "FR",
    "Association sportive du collège": "ASC",
}

SHARED = _listed(
    "Les Amis du Moulin|La Boule joyeuse|Les Joyeux Randonneurs|Chœur à cœur|L'Espérance|Les Petits Loups|La Ruche|"
    "Au fil des pages|Les Doigts de fée|Pas à pas|Les Lutins|Détente et loisirs|L'Avenir sportif|Les Tréteaux|"
    "Arc-en-ciel|"
    "Les Amis du patrimoine|La Pétanque des platanes|Temps libre|Les Coquelicots|Main dans la main|La Clé des champs|"
    "Les Jardins partagés|La Gaule rieuse|Country passion|L'Atelier des arts|Les P'tits Bouts|La Chanterelle|"
    "Bouge ton village|Les Archers de la tour|Yoga pour tous|Le Panier paysan|Les Trois Clochers|Terre et nature|"
    "La Compagnie du lavoir|Les Fous du volant|Vivre ensemble|Le Temps des copains|Rando nature|Dynamic gym|L'Éveil"
)
"""Names that several towns happen to give: homonyms that no list foresees."""

KINDS_OF_LOCAL = _listed(
    "Théâtre|Compagnie|Chorale|Atelier|Festival|Collectif|Ensemble vocal|Radio|Ludothèque|Épicerie solidaire|"
    "Ciné-club|Fanfare|Cercle d'échecs|École de cirque|Ressourcerie|Jardin|Harmonie|Batucada|Orchestre|"
    "Groupe folklorique"
)
OBJECTS = _listed(
    "patrimoine|nature|environnement|bâti rural|petit train|lavoir|canal|marais|vieux four|château|bocage|"
    "jardin botanique|"
    "moulin à vent|vignoble|chemin de fer|musée des outils|orgue|beffroi|carillon|théâtre de verdure"
)
AIMS = _listed(
    "Association pour la sauvegarde {of}|Les Amis {of}|Association de protection {of}|"
    "Association pour la promotion {of}|Comité de défense {of}|Association des usagers {of}"
)
SPORTS = _listed(
    "Handball|Basket|Rugby|Volley|Badminton|Escrime|Natation|Athlétisme|Tir à l'arc|Canoë-kayak|Escalade|Karaté|"
    "Aviron|Roller|Cyclisme|Échecs|Boxe|Lutte|Golf|Plongée"
)
SPORT_FORMS = _listed("{sport} club de {town}|{town} {sport}|Entente {sport} {town}|{sport} club {town}")
SAINTS = _listed("Saint-Aubin|Jeanne-d'Arc|Jean-Moulin|Jules-Ferry|Louis-Pasteur|Marie-Curie|Les Tilleuls|Victor-Hugo")
SCHOOLS = _listed("École élémentaire {saint}|École maternelle {saint}|Collège {saint}|Groupe scolaire {saint}")

UMBRELLAS = _listed(
    "Ligue des Veilleurs de nuit|Fédération des Sentiers oubliés|Secours aux Naufragés|Union des Aidants familiaux|"
    "Entraide des Vieux Métiers|Ligue pour l'Audition|Société d'Horlogerie populaire|Mouvement des Lecteurs publics|"
    "Réseau des Semences libres|Croix d'Argent"
)
SECTIONS = _listed("{name} - section de {town}|{name} - comité de {town}|{name} de {town}|{name} antenne de {town}")

SYLLABLES = _listed(
    "va|lo|mec|tri|nor|sol|ver|bri|cor|fan|gal|jur|lan|mir|ol|pra|qui|ros|sil|tam|ur|vel|xan|zel|bor|dem|fla|gre|hel|ist"
)
ENDINGS = _listed("ia|is|or|ane|ex|eo|um|ys|al|ode|ique|ance")
FIELDS = _listed(
    "mécanique|agroalimentaire|bois|textile|design|eau|numérique|plasturgie|optique|énergie|chimie|montagne|lait|cuir"
)
EXPANSIONS = _listed(
    "Centre {of_field} et des industries créatives du {side}|Institut régional pour l'innovation {of_field}|"
    "Réseau des acteurs économiques {of_field} {side}|Agence territoriale {of_field} et du développement durable|"
    "Maison intercommunale des entreprises {of_field}|Plateforme avancée de recherche {of_field}|"
    "Union nouvelle des opérateurs {of_field} du {side}"
)
SIDES = _listed("Nord|Sud|Massif|Littoral|Centre|Couchant")
LEGAL = _listed("Association {}|l'association {}|{} (association loi 1901)|Asso. {}|association dite {}|Assoc. {}")
LEGAL_OF_COMPANIES = _listed("SAS {}|{} SARL|Société {}|SCIC {}|société {}|{} SAS|la société {}|Entreprise {}")
LEADS = _listed("la {}|le {}|l'association {}|au {}|« {} »|{}.|du {}|de l'association {}")
