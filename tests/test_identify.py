"""Who is who: one body, one person, one organisation for all its names, and nobody guessed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

import pytest

from gold_records import EXAMPLES, corpus_records, example_records, fact, record
from registre.linking.identify import Identities, identify
from registre.linking.identities import Organisation, Person
from registre.linking.organisation_names import NOBODY, is_acronym, read_organisation
from registre.linking.organs import organ_kind, organ_slug
from registre.linking.person_names import read_name
from registre.linking.reference import read_reference
from registre.records import Act, Attendance, Mention, Record, Session, Status

REFERENCE = read_reference(EXAMPLES / "reference.toml")
DAY = dt.date(2023, 5, 4)


def roll(
    *names: str,
    body: str = "Commune de Bourgneuf-le-Sec",
    day: dt.date = DAY,
    organ: str = "Conseil municipal",
    mentions: tuple[Mention, ...] = (),
    siren: str | None = None,
    text: str = "",
) -> Record:
    session = Session(
        body=fact(body),
        organ=fact(organ),
        date=fact(day),
        body_siren=fact(siren) if siren is not None else None,
        attendance=tuple(fact(Attendance(name, Status.present), raw="") for name in names),
    )
    return record(text, session, (Act(0, 1, mentions=tuple(fact(one, raw="") for one in mentions)),))


def person(identities: Identities, spelling: str) -> Person:
    return next(one for one in identities.persons if spelling in one.spellings)


def organisation(identities: Identities, spelling: str) -> Organisation:
    return next(one for one in identities.organisations if spelling in one.spellings)


def mentioning(*pairs: tuple[str, Iterable[str]]) -> Identities:
    """Identities of documents that mention organisations: (body, names) each."""
    records = [roll(body=body, mentions=tuple(Mention(name) for name in names)) for body, names in pairs]
    return identify(records, REFERENCE)


# ---- bodies -------------------------------------------------------------------------------------


def test_a_body_takes_its_name_and_territory_from_the_reference() -> None:
    identities = identify([roll(body="SAINT ETIENNE METROPOLE", organ="Bureau Métropolitain")], REFERENCE)
    body = identities.bodies[0]
    assert (body.key, body.name, body.kind) == ("244200770", "Saint-Étienne Métropole", "metropole")
    assert body.territory == ("epci", "244200770")
    assert [place.code for place in identities.body_territories[body.key]] == ["244200770", "42", "84"]


def test_a_body_seen_with_its_siren_once_is_the_same_body_everywhere() -> None:
    unknown = "219600129"  # not in the reference, not in reference.toml
    records = [roll(siren=unknown), roll(body="COMMUNE DE BOURGNEUF LE SEC"), roll(body="Bourgneuf-le-Sec")]
    identities = identify(records, REFERENCE)
    assert [(body.key, body.name) for body in identities.bodies] == [(unknown, "Commune de Bourgneuf-le-Sec")]
    assert {linked.body.key for one in records if (linked := identities.link(one))} == {unknown}


def test_a_body_that_nobody_knows_has_a_slug() -> None:
    body = identify([roll()], REFERENCE).bodies[0]
    assert (body.key, body.siren, body.kind, body.territory) == ("commune-bourgneuf-sec", None, "commune", None)


def test_homonyms_are_told_apart_by_the_departement_of_the_heading() -> None:
    loire = roll(body="Commune de Saint-Denis", text="DEPARTEMENT DE LA SEINE-SAINT-DENIS\nMAIRIE")
    silent = roll(body="Commune de Saint-Denis")
    identities = identify([loire, silent], REFERENCE)
    linked = [identities.link(one) for one in (loire, silent)]
    assert [one.body.siren for one in linked if one is not None] == ["929939411", None]


@pytest.mark.parametrize(
    ("text", "siren"),
    [
        ("Mairie, place de l'Hôtel, 97400 SAINT-DENIS Tél.", "219740115"),
        ("9 rue Basse, 93200\nSaint-Denis", "929939411"),
        ("1200 Logements, 93200 Saint-Denis", "929939411"),
        ("93200 Saint-Denis ; copie : 97400 SAINT-DENIS", None),
        ("93200 Bourgneuf", None),
        ("dossier 932000 Saint-Denis", None),
        ("arrêté A93200 Saint-Denis", None),
        ("9320 Saint-Denis", None),
        ("20200 Saint-Denis", None),
    ],
)
def test_homonyms_are_told_apart_by_the_postcode_before_the_name(text: str, siren: str | None) -> None:
    told = roll(body="Commune de Saint-Denis", text=text)
    linked = identify([told], REFERENCE).link(told)
    assert linked is not None
    assert linked.body.siren == siren


def test_a_record_without_date_organ_or_body_is_not_linked() -> None:
    whole = roll("Ada NOIRET")
    assert whole.session is not None
    broken = [replace(whole, session=replace(whole.session, **{part: None})) for part in ("date", "organ", "body")]  # type: ignore[arg-type]
    identities = identify([*broken, replace(whole, session=None)], REFERENCE)
    assert [identities.link(one) for one in broken] == [None, None, None]
    assert not list(identities.persons)


@pytest.mark.parametrize(
    ("name", "kind", "slug"),
    [
        ("Bureau Métropolitain", "bureau", "bureau"),
        ("COMITE SYNDICAL", "comite-syndical", "comite-syndical"),
        ("Conseil de l'Eurométropole", "conseil-metropolitain", "conseil-metropolitain"),
        ("Commission permanente du Conseil départemental", "commission-permanente", "commission-permanente"),
        ("Assemblée des sages", "other", "assemblee-des-sages"),
    ],
)
def test_an_organ_is_known_by_its_name(name: str, kind: str, slug: str) -> None:
    assert (organ_kind(name), organ_slug(name)) == (kind, slug)


# ---- persons ------------------------------------------------------------------------------------


def test_case_accents_hyphens_order_and_titles_do_not_make_two_persons() -> None:
    spellings = ["Jean-Luc MÉRIOT", "MERIOT Jean Luc", "Jean-Luc Mériot", "M. Jean-Luc MERIOT"]
    identities = identify([roll(name, day=DAY + dt.timedelta(days=n)) for n, name in enumerate(spellings)], REFERENCE)
    assert len(identities.persons) == 1
    assert set(next(iter(identities.persons)).spellings) == set(spellings)
    assert next(iter(identities.persons)).mandates[0].first_seen == DAY
    assert next(iter(identities.persons)).mandates[0].last_seen == DAY + dt.timedelta(days=3)


def test_a_slip_in_the_family_name_is_forgiven() -> None:
    records = [roll("Yves LECORDIER"), roll("Yves LECORDIER"), roll("Yves LECORDDIER")]
    identities = identify(records, REFERENCE)
    assert [(one.name, one.spellings) for one in identities.persons] == [
        ("Yves LECORDIER", ("Yves LECORDDIER", "Yves LECORDIER"))
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Yves MARTEL", "Yvan MARTEL"),  # another given name
        ("Anne ROY", "Anne RAY"),  # too short to call it a slip
        ("Paul DURANDET", "Paul MERCIER"),
        ("Claude ROY", "Claude ROY-MICHON"),  # too short to be sure of
    ],
)
def test_names_that_differ_more_are_two_persons(one: str, other: str) -> None:
    assert len(identify([roll(one), roll(other)], REFERENCE).persons) == 2


def test_two_names_of_one_roll_are_two_persons_however_alike() -> None:
    records = [roll("Jean BERTHIER", "Jean BERTHIEU"), roll("Jean BERTHIER"), roll("Jean BERTHIEU")]
    assert len(identify(records, REFERENCE).persons) == 2


def test_a_second_family_name_is_one_person_unless_a_roll_holds_both() -> None:
    apart = [roll("Claude BERTHET"), roll("Claude BERTHET-MICHON")]
    assert len(identify(apart, REFERENCE).persons) == 1
    assert len(identify([*apart, roll("Claude BERTHET", "Claude BERTHET-MICHON")], REFERENCE).persons) == 2
    assert len(identify([*apart, roll("Claude MICHON")], REFERENCE).persons) == 3, "two names fit: nobody is guessed"


def test_a_slip_in_a_given_name_is_forgiven_when_it_is_no_given_name() -> None:
    assert len(identify([roll("Nathalie DURANDET"), roll("Nathaiie DURANDET")], REFERENCE).persons) == 1


def test_a_short_form_stands_for_the_one_member_whom_it_fits() -> None:
    long, short = roll("Muriel ASTRUC", "Paul ASTRUC", "Odile BENNAT"), roll("BENNAT", "P. ASTRUC")
    identities = identify([long, short], REFERENCE)
    linked = identities.link(short)
    assert linked is not None
    assert {name: one.name for name, one in linked.persons.items()} == {
        "BENNAT": "Odile BENNAT",
        "P. ASTRUC": "Paul ASTRUC",
    }


def test_a_short_form_that_fits_two_members_stands_for_nobody_unless_its_record_tells() -> None:
    both, told = roll("Muriel ASTRUC", "Paul ASTRUC"), roll("Muriel ASTRUC", "ASTRUC")
    untold = roll("ASTRUC")
    identities = identify([both, told, untold], REFERENCE)
    found = [identities.link(one) for one in (told, untold)]
    assert [one.persons["ASTRUC"].name if one and "ASTRUC" in one.persons else None for one in found] == [
        "Muriel ASTRUC",
        None,
    ]


def test_surnames_alone_are_persons_when_nothing_else_is_known() -> None:
    assert {one.name for one in identify([roll("Barbizet", "Hallouin")], REFERENCE).persons} == {"Barbizet", "Hallouin"}


def test_the_mayor_as_proxy_holder_is_who_chairs() -> None:
    one = roll("Ada NOIRET")
    assert one.session is not None
    session = replace(
        one.session,
        president=fact("Ada NOIRET"),
        attendance=(*one.session.attendance, fact(Attendance("Luc BRAC", Status.represented, "M. le Maire"), raw="")),
    )
    linked = identify([replace(one, session=session)], REFERENCE).link(replace(one, session=session))
    assert linked is not None
    assert linked.persons["M. le Maire"].name == "Ada NOIRET"


def test_persons_of_two_bodies_are_never_one() -> None:
    identities = identify([roll("Ada NOIRET"), roll("Ada NOIRET", body="Commune de Hautecombe-les-Prés")], REFERENCE)
    assert len({one.key for one in identities.persons}) == 2


def test_keys_are_opaque() -> None:
    identities = identify(example_records(), REFERENCE)
    assert all(re.fullmatch(r"[0-9a-f]{12}", one.key) for one in identities.persons)
    assert len({(one.body, one.key) for one in identities.persons}) == len(identities.persons)


def test_names_are_read_whatever_their_order() -> None:
    assert read_name("Mme Ramona GONZALEZ GRAIL").family == ("gonzalez", "grail")
    assert read_name("GONZALEZ GRAIL Ramona").given == ("ramona",)
    assert read_name("Henri DE VERBOIS").family == ("de", "verbois")
    assert read_name("J.P. NOIRET").initials == read_name("NOIRET JP").initials == ("j", "p")
    assert read_name("Aminata BA").family == ("ba",)


# ---- organisations ------------------------------------------------------------------------------


def test_an_organisation_is_one_across_bodies_and_spellings() -> None:
    identities = mentioning(
        (
            "Commune de Bourgneuf-le-Sec",
            ["VERTALIS", "l'association Vertalis", "la grappe industrielle Vertalis", "Vertalis"],
        ),
        ("Commune de Hautecombe-les-Prés", ["Verta-Lis", "Vertalis"]),
    )
    assert [one.name for one in identities.organisations] == ["Vertalis"]


def test_every_spelling_has_its_reason() -> None:
    identities = identify(example_records(), REFERENCE)
    for one in identities.organisations:
        assert {link.spelling for link in one.links} == set(one.spellings)
        assert all(Decimal(0) < link.confidence <= 1 and link.reason for link in one.links)


def test_a_stated_acronym_and_a_former_name_join_names() -> None:
    identities = mentioning(
        ("Commune de Bourgneuf-le-Sec", ["VEL (Vergers et lotissements)", "Nova Bois (Ex Bois 2000)"]),
        ("Commune de Hautecombe-les-Prés", ["Vergers et lotissements", "Bois 2000", "VEL", "Nova Bois"]),
    )
    assert len(identities.organisations) == 2
    methods = {link.spelling: link.method for one in identities.organisations for link in one.links}
    assert methods["Bois 2000"] == "stated-former-name"
    assert "stated-acronym" in {methods["Vergers et lotissements"], methods["VEL"]}


def test_a_plural_or_a_doubled_letter_is_a_spelling_variant() -> None:
    identities = mentioning(
        ("Commune de Bourgneuf-le-Sec", ["Orval Industries", "Orval Industries", "Orval Industrie"])
    )
    assert [link.method for link in organisation(identities, "Orval Industrie").links] == [
        "spelling-variant",
        "same-name",
    ]


@pytest.mark.parametrize("name", ["Comité des fêtes", "Amicale laïque", "OCCE", "École publique", "l'APE"])
def test_generic_names_stay_with_their_body(name: str) -> None:
    identities = mentioning(("Commune de Bourgneuf-le-Sec", [name, name]), ("Commune de Hautecombe-les-Prés", [name]))
    assert len(identities.organisations) == 2
    assert len({one.key for one in identities.organisations}) == 2


@pytest.mark.parametrize(
    "name",
    [
        "les associations",
        "divers bénéficiaires",
        "M. Paul ASTRUC",
        "Madame Ada NOIRET",
        "la commune",
        "Nature",
        "SER et autorise le maire à le signer",
        "Firmin TALBOUZE",
        "TALBOUZE Firmin",
        "association Les Prés, représentée par Mme Lucienne ROQUES",
        "budget annexe « Eau »",
        "Associations sportives locales",
    ],
)
def test_roles_groups_and_persons_are_no_organisations(name: str) -> None:
    assert read_organisation(name) is NOBODY
    assert not mentioning(("Commune de Bourgneuf-le-Sec", [name])).organisations


def test_a_member_of_the_roll_is_no_organisation() -> None:
    one = roll("Rémi BARBIZET", mentions=(Mention("Barbizet"), Mention("BARBIZET Rémi"), Mention("Vertalis")))
    assert [found.name for found in identify([one], REFERENCE).organisations] == ["Vertalis"]


@pytest.mark.parametrize("name", ["La Jeanne d'Arc", "Martin Sports", "SARL Firmin TALBOUZE", "Le Saint-Orlan"])
def test_a_given_name_does_not_make_every_name_a_person(name: str) -> None:
    assert read_organisation(name) is not NOBODY


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Pôle sport", "Association sport"),
        ("Tennis club de Vars", "Tennis club de Mars"),
        ("Groupe scolaire Pasteur 1", "Groupe scolaire Pasteur 2"),
        ("Fondation du Patrimoine", "Association du Patrimoine"),
    ],
)
def test_names_that_only_look_alike_are_two_organisations(one: str, other: str) -> None:
    assert len(mentioning(("Commune de Bourgneuf-le-Sec", [one, other])).organisations) == 2


def test_a_public_body_named_in_full_has_its_siren() -> None:
    identities = mentioning(("Commune de Bourgneuf-le-Sec", ["Saint-Etienne Métropole", "Région Bretagne", "Vars"]))
    assert [(one.scheme, one.key) for one in identities.organisations] == [
        ("local", "vars"),
        ("siren", "233500016"),
        ("siren", "244200770"),
    ]


@pytest.mark.parametrize(
    ("short", "long", "answer"),
    [
        ("PRISME", "Pôle régional pour l'innovation des services et des métiers de l'eau", True),
        ("VERSO4", "Vergers et sols", False),
        ("VES4", "Vergers et sols", True),
        ("Tournus", "Les amis du fleuve", False),
        ("Vergers", "Vergers et sols", False),
    ],
)
def test_an_acronym_is_made_of_initials(short: str, long: str, answer: bool) -> None:
    assert is_acronym(short, long) is answer


# ---- all the examples, and the founding documents -------------------------------------------------


def test_the_examples_give_four_bodies_and_the_organisations_that_their_readme_promises() -> None:
    identities = identify(example_records((Mention("PRISME"), Mention("Mécavalis"))), REFERENCE)
    assert [body.name for body in identities.bodies] == [
        "Commune de Saint-Orlan-sur-Aubrelle",
        "Aubrelle Métropole",
        "Communauté de communes des Monts de Sorvan",
        "Pôle métropolitain du Haut-Sorvan",
    ]
    assert {"Association Mécavalis", "Méca-Valis", "Mécavalis"} <= set(organisation(identities, "Mécavalis").spellings)
    assert set(organisation(identities, "pôle Prisme").spellings) == {"PRISME", "pôle Prisme"}
    assert sum(one.name == "Comité des fêtes" for one in identities.organisations) == 2
    for spelling in ("Bastien VERDALIER", "Hervé JOUFRIAUD", "Florian GENTIANNE", "Benoît CASTAREDE"):
        assert len(person(identities, spelling).spellings) == 2
    assert person(identities, "Fanny CHARVENSOL").mandates[0].roles == ("suppleant",)
    assert person(identities, "Nelly RAVOIRAND").mandates[0].roles == ("member", "titulaire")


def test_identities_do_not_depend_on_the_order_of_the_documents() -> None:
    records = example_records((Mention("PRISME"), Mention("Mécavalis")))
    one, other = identify(records, REFERENCE), identify(reversed(records), REFERENCE)
    for part in ("bodies", "organs", "persons", "organisations", "territories"):
        assert tuple(getattr(one, part)) == tuple(getattr(other, part))


def test_every_name_of_the_examples_stands_for_somebody() -> None:
    records = example_records()
    identities = identify(records, REFERENCE)
    for one in records:
        linked = identities.link(one)
        assert (linked is None) == (one.session is None)
        if linked is not None and one.session is not None:
            assert {entry.value.name for entry in one.session.attendance} <= set(linked.persons)


def test_the_founding_documents_give_the_known_identities() -> None:
    names = (
        Mention("MECALOIRE"),
        Mention("Mécaloire"),
        Mention("Mécabourg"),
        Mention("MécaBourg"),
        Mention("CIMES", "Creating Integrated Mechanical Systems"),
        Mention("Mont-Blanc Industries"),
        Mention("Mont Blanc Industries (Ex AURAI4.0)"),
        Mention("AURAI 4.0"),
        Mention("Mt Blanc Industrie"),
    )
    identities = identify(corpus_records("seeds", names), read_reference())
    assert [body.key for body in identities.bodies] == ["244200770", "pole-metropolitain-genevois-francais"]
    assert [place.code for place in identities.territories] == ["42", "74", "244200770", "84"]
    assert {"Yves LECOCQ", "Yves LECOCCQ"} == set(person(identities, "Yves LECOCQ").spellings)
    assert {"Guy FRANCON", "Guy FRANÇON"} == set(person(identities, "Guy FRANCON").spellings)
    assert sum(len(one.spellings) > 1 for one in identities.persons) == 2
    assert {"MECALOIRE", "Mécaloire"} <= set(organisation(identities, "Mécaloire").spellings)
    assert organisation(identities, "MécaBourg") == organisation(identities, "Mécabourg")
    assert organisation(identities, "CIMES") == organisation(identities, "Creating Integrated Mechanical Systems")
    mont_blanc = organisation(identities, "Mont Blanc Industries")
    assert {"Mont-Blanc Industries", "AURAI 4.0", "Mt Blanc Industrie"} <= set(mont_blanc.spellings)


def test_the_real_documents_keep_most_of_their_names() -> None:
    records = corpus_records("dev")
    identities = identify(records, read_reference())
    linked = [found for one in records if (found := identities.link(one))]
    names = [(one, fact.value.name) for one in linked if one.record.session for fact in one.record.session.attendance]
    kept = sum(name in one.persons for one, name in names)
    assert kept >= 0.99 * len(names)


# ---- the accepting threshold ---------------------------------------------------------------------


def test_a_higher_threshold_joins_less_and_proposes_instead() -> None:
    names = ("Mécanique Vertalis", "Mécaniques Vertalis")
    records = [roll(body="Commune de Saint-Genis-Laval", mentions=tuple(Mention(name) for name in names))]
    usual, strict = identify(records, REFERENCE), identify(records, REFERENCE, accept=Decimal("0.95"))
    assert len(usual.organisations) == 1 and usual.proposals == ()
    assert len(strict.organisations) == 2
    (proposal,) = strict.proposals
    assert proposal.confidence == Decimal("0.92")
