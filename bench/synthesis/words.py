"""Word lists that people, towns and organisations are invented from."""

from __future__ import annotations


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split())


WOMEN = _listed(
    """
    Agathe Aline Amélie Andrée Anne Anne-Laure Anne-Marie Annick Béatrice Bernadette Brigitte Camille Carole
    Catherine Cécile Chantal Christelle Christiane Claire Claudine Colette Corinne Danielle Delphine
    Dominique Édith Éléonore Élisabeth Emma Estelle Évelyne Fabienne Fatima Florence Françoise Gaëlle
    Geneviève Ghislaine Gisèle Hélène Inès Isabelle Jacqueline Jeanne Joëlle Josiane Julie Karine Khadija
    Laëtitia Laure Léa Louise Lucie Lydie Magali Marie Marie-Christine Marie-Claude Marie-Hélène
    Marie-Thérèse Martine Maryse Mélanie Michèle Mireille Monique Muriel Nadège Nadia Nathalie Nicole Noémie
    Odile Pascale Patricia Pauline Régine Sabrina Samira Sandrine Séverine Simone Solange Sonia Sophie
    Stéphanie Sylvie Thérèse Valérie Véronique Viviane Yasmina Yvette Zoé
    """
)

MEN = _listed(
    """
    Abdel Adrien Alain Alexandre André Antoine Armand Arnaud Aurélien Bastien Benoît Bernard Bruno Cédric
    Charles Christian Christophe Claude Cyril Damien Daniel David Denis Didier Dominique Édouard Éric
    Étienne Fabien Fabrice Farid Félix Florent Francis Franck François Frédéric Gaël Gérard Gilbert Gilles
    Guillaume Guy Henri Hervé Hugo Jacky Jacques Jean Jean-Claude Jean-François Jean-Louis Jean-Luc
    Jean-Marc Jean-Michel Jean-Paul Jean-Pierre Jean-Yves Jérôme Joël Julien Karim Kévin Laurent Loïc Louis
    Luc Ludovic Marc Marcel Mathieu Maurice Maxime Michel Mohamed Nicolas Noël Olivier Pascal Patrice
    Patrick Paul Philippe Pierre Pierre-Yves Raphaël Raymond Régis Rémi René Robert Roger Roland Samuel
    Sébastien Serge Stéphane Sylvain Thibault Thierry Thomas Vincent Xavier Yann Yves
    """
)

SURNAMES = _listed(
    """
    Abadie Alaoui Allard Amrani Andrieux Aubert Aubin Auger Bailly Barbier Baron Barre Bastide Baudin Bazin
    Beaumont Belhadj Benali Benoist Berger Bernier Berthelot Besson Bigot Blanchet Blondel Boivin Bonnard
    Bouchard Bouvier Boyer Brunet Buisson Cadet Camus Carlier Carpentier Caron Castel Cavalier Chapelle
    Charpentier Chauvin Chevalier Clément Collet Colombier Cordier Coste Courtois Cousin Crépin Da-Costa
    Dalmas Daniel Delaunay Delmas Deschamps Desnoyers Devaux Diallo Doucet Drouet Dubreuil Duclos Dufresne
    Dumas Dumont Dupré Durieux Esnault Evrard Fabre Faivre Favier Ferrand Ferreira Fleury Fontaine Forestier
    Fouquet Fournel Gaillard Galland Garnier Gaudin Gauthier Germain Gilbert Giraud Godet Gonzalez Goujon
    Grandjean Granger Grimaud Guérin Guichard Guillot Hamel Hardy Haddad Hébert Hervieu Hoareau Huet Humbert
    Imbert Jacob Jacquemin Jolivet Joubert Jourdain Kaplan Keller Klein Kowalski Labbé Lacombe Lacroix
    Lafarge Lagarde Lambert Langlois Laroche Lasserre Launay Leblanc Lebreton Leclerc Lefort Legrand Lemaire
    Lemoine Lenoir Leroux Lopez Loiseau Mallet Maillard Marchal Marchand Maréchal Marquet Martel Martinet
    Masson Mathis Maurin Mercier Meunier Millet Monnier Montagne Moreau Morin Moulin Mouton Nguyen Nicolas
    Noël Olivier Ollivier Pages Paquet Parent Pascal Pelletier Perrin Perrot Picard Pichon Pineau Poirier
    Poulain Prévost Quentin Rabier Ragot Raynaud Régnier Renard Ribeiro Richard Rivière Robin Rocher Roussel
    Rousset Royer Sabatier Salmon Sanchez Sauvage Schmitt Seguin Serre Simonet Tanguy Tessier Texier Thibaud
    Tissot Torres Toussaint Traoré Valentin Vallet Vasseur Verdier Vidal Vigneron Villard Vincent Voisin
    Weber Yilmaz Zimmer
    """
)

COMPOUND_SURNAMES = (
    "Le Goff",
    "Le Bris",
    "Da Silva",
    "Dos Santos",
    "El Khatib",
    "De Luca",
    "Di Marco",
    "De La Rue",
    "Du Plessis",
    "Martin-Duval",
    "Petit-Jean",
    "Blanc-Roche",
    "D'Amico",
    "L'Hostis",
    "Ben Salah",
    "Saint-Martin",
    "Garcia Lopez",
    "Van Acker",
)

TOWN_HEADS = _listed(
    """
    Montbr Vauclair Courn Fontarc Rochev Valmir Brassig Lanvér Plouarz Chantel Sérig Arz Malav Pontcr Belc
    Marz Tourn Varen Clairv Orgev Rieuc Solig Bressol Cadill Escorn Feyrol Gravel Havern Issol Jarn Lombr
    Mirev Noyell Ostrev Peyrol Quinc Russ Sauvagn Tréverm Uss Verd Wimm
    """
)
TOWN_TAILS = ("ac", "an", "elle", "euil", "ières", "igny", "ines", "ois", "on", "onne", "ay", "ez", "ières", "y")
RIVERS = (
    "Vorne",
    "Aigrette",
    "Brenelle",
    "Dourette",
    "Lizonne-Basse",
    "Marzelle",
    "Orvande",
    "Sauldrette",
    "Tournelle",
    "Ulve",
)
SAINTS = (
    "Aubrin",
    "Bauzely",
    "Cirgues",
    "Drézéry",
    "Évroult",
    "Fulcran",
    "Gervazy",
    "Hilarion",
    "Jorioz",
    "Lanne",
    "Maurin",
    "Ouen",
    "Priest",
    "Romble",
    "Saturnin",
    "Thurien",
    "Ybars",
)
COUNTRIES = (
    "Pays {of}",
    "Val {of}",
    "Plateau {of}",
    "Portes {of}",
    "Coteaux {of}",
    "Rives {of}",
    "Monts et Vallées {of}",
    "{name} Nord Vallée",
)
DEPARTMENTS = (
    ("03", "de l'", "Allier"),
    ("12", "de l'", "Aveyron"),
    ("19", "de la ", "Corrèze"),
    ("26", "de la ", "Drôme"),
    ("30", "du ", "Gard"),
    ("36", "de l'", "Indre"),
    ("43", "de la ", "Haute-Loire"),
    ("53", "de la ", "Mayenne"),
    ("58", "de la ", "Nièvre"),
    ("62", "du ", "Pas-de-Calais"),
    ("67", "du ", "Bas-Rhin"),
    ("72", "de la ", "Sarthe"),
    ("80", "de la ", "Somme"),
    ("88", "des ", "Vosges"),
    ("89", "de l'", "Yonne"),
    ("95", "du ", "Val-d'Oise"),
)
INVENTED_DEPARTMENTS = (
    ("la ", "Haute-Vorne"),
    ("l'", "Orvande"),
    ("la ", "Brenelle-Maritime"),
    ("le ", "Val-d'Ulve"),
    ("la ", "Basse-Marzelle"),
)
INVENTED_REGIONS = ("Rivages-du-Ponant", "Val-d'Aigrette", "Hautes-Terres-Centrales", "Marches-de-Vorne")

CLUBS = (
    "Amicale laïque de {town}",
    "Union sportive de {town}",
    "Étoile sportive de {town}",
    "Comité des fêtes de {town}",
    "Harmonie de {town}",
    "Fanfare {of_river}",
    "Les Amis du Moulin de {town}",
    "Les Randonneurs {of_river}",
    "La Boule {town}oise",
    "Judo Club {of_country}",
    "Tennis Club de {town}",
    "Cyclo Club {of_river}",
    "Foyer rural de {town}",
    "Club des aînés ruraux",
    "Association des parents d'élèves de l'école Les Tilleuls",
    "Coopérative scolaire de l'école Jules Ferry",
    "Ciné-Club {of_country}",
    "Théâtre {of_river}",
    "Atelier Mosaïque",
    "La Ruche aux Savoirs",
    "Le Fil d'Argent",
    "Solidarité {town}",
    "Entraide {of_river}",
    "Épicerie sociale Le Panier Partagé",
    "Chorale Chante {river}",
    "Société de chasse Saint-Hubert de {town}",
    "Société de pêche La Gaule {of_river}",
    "Amicale des sapeurs-pompiers de {town}",
    "Anciens combattants de {town}",
    "Handball Club {of_country}",
    "Aviron {of_river}",
    "Les Jardins de {saint}",
    "Radio {river}",
    "Collectif Grain de Sel",
    "Art et Patrimoine {of_country}",
    "Festival Notes d'été",
    "Ludothèque Pince-Mi",
    "Mission locale {of_country}",
)
COMPANIES = (
    "SARL Menuiserie {surname}",
    "SAS Fromagerie {of_river}",
    "EURL Boulangerie {surname}",
    "SCEA des Trois Chênes",
    "SAS {surname} Mécanique",
    "SARL Auberge {of_country}",
)
BODIES_PAID = (
    "Syndicat d'énergie {of_river}",
    "Syndicat mixte du bassin {of_river}",
    "Syndicat intercommunal d'eau potable {of_country}",
    "Agence locale de l'énergie {of_country}",
    "Association des maires ruraux {of_river}",
    "Réseau des villes marchandes",
    "Conseil en architecture {of_river}",
)
LANDLORDS = ("{river} Habitat", "Office public de l'habitat {of_country}", "SA HLM Le Toit {of_river}")
FUNDERS = (
    "l'État",
    "la Région",
    "le Département",
    "la Caisse d'allocations familiales",
    "l'Agence de l'eau",
    "la DRAC",
    "l'Union européenne",
    "la Banque des territoires",
)
STREETS = ("rue des Lavandières", "place du Marché", "chemin des Vignes", "avenue de la Gare", "impasse du Puits")
