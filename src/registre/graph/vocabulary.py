"""Every term of a vocabulary that the publication writes, spelt once.

`Reg.heldBy` reads like the ontology; a misspelt name fails the type check instead of reaching a dump. Terms of others
stand here, ours in `graph.own_terms`.
"""

from __future__ import annotations

from registre.graph.own_terms import Reg
from registre.graph.prefixes import PREFIXES, concept, named

__all__ = [
    "PREFIXES",
    "Adms",
    "Dcat",
    "Dct",
    "Dqv",
    "Eli",
    "Elidl",
    "Foaf",
    "Igeo",
    "Oa",
    "Org",
    "Owl",
    "Person",
    "Prov",
    "Rdf",
    "Rdfs",
    "Reg",
    "Schema",
    "Skos",
    "Spdx",
    "Vcard",
    "Void",
    "concept",
]


class Rdf:
    type = named("rdf:type")
    value = named("rdf:value")


class Rdfs:
    label = named("rdfs:label")
    seeAlso = named("rdfs:seeAlso")


class Skos:
    prefLabel = named("skos:prefLabel")
    altLabel = named("skos:altLabel")
    hiddenLabel = named("skos:hiddenLabel")
    notation = named("skos:notation")


class Dct:
    LicenseDocument = named("dct:LicenseDocument")
    PeriodOfTime = named("dct:PeriodOfTime")
    Standard = named("dct:Standard")
    accrualPeriodicity = named("dct:accrualPeriodicity")
    conformsTo = named("dct:conformsTo")
    date = named("dct:date")
    description = named("dct:description")
    format = named("dct:format")
    identifier = named("dct:identifier")
    isReplacedBy = named("dct:isReplacedBy")
    isVersionOf = named("dct:isVersionOf")
    issued = named("dct:issued")
    language = named("dct:language")
    license = named("dct:license")
    modified = named("dct:modified")
    publisher = named("dct:publisher")
    relation = named("dct:relation")
    source = named("dct:source")
    subject = named("dct:subject")
    temporal = named("dct:temporal")
    title = named("dct:title")


class Dcat:
    Catalog = named("dcat:Catalog")
    Dataset = named("dcat:Dataset")
    Distribution = named("dcat:Distribution")
    byteSize = named("dcat:byteSize")
    compressFormat = named("dcat:compressFormat")
    contactPoint = named("dcat:contactPoint")
    dataset = named("dcat:dataset")
    distribution = named("dcat:distribution")
    downloadURL = named("dcat:downloadURL")
    accessURL = named("dcat:accessURL")
    endDate = named("dcat:endDate")
    keyword = named("dcat:keyword")
    landingPage = named("dcat:landingPage")
    mediaType = named("dcat:mediaType")
    startDate = named("dcat:startDate")
    theme = named("dcat:theme")


class Dqv:
    QualityMeasurement = named("dqv:QualityMeasurement")
    QualityMetadata = named("dqv:QualityMetadata")
    computedOn = named("dqv:computedOn")
    isMeasurementOf = named("dqv:isMeasurementOf")
    value = named("dqv:value")


class Foaf:
    Agent = named("foaf:Agent")
    Document = named("foaf:Document")
    familyName = named("foaf:familyName")
    givenName = named("foaf:givenName")
    homepage = named("foaf:homepage")
    name = named("foaf:name")
    topic = named("foaf:topic")


class Org:
    FormalOrganization = named("org:FormalOrganization")
    classification = named("org:classification")
    hasMembership = named("org:hasMembership")
    identifier = named("org:identifier")
    member = named("org:member")
    memberOf = named("org:memberOf")
    organization = named("org:organization")
    role = named("org:role")
    unitOf = named("org:unitOf")


class Owl:
    sameAs = named("owl:sameAs")


class Person:
    Person = named("person:Person")


class Schema:
    currency = named("schema:currency")


class Eli:
    LegalResource = named("eli:LegalResource")
    Person = named("eli:Person")
    cites = named("eli:cites")
    date_document = named("eli:date_document")
    has_part = named("eli:has_part")
    id_local = named("eli:id_local")
    is_part_of = named("eli:is_part_of")
    number = named("eli:number")
    passed_by = named("eli:passed_by")
    type_subdivision = named("eli:type_subdivision")


class Elidl:
    Vote = named("elidl:Vote")
    activity_date = named("elidl:activity_date")
    decision_method = named("elidl:decision_method")
    decision_outcome = named("elidl:decision_outcome")
    had_excused_person = named("elidl:had_excused_person")
    had_participant_person = named("elidl:had_participant_person")
    had_voter_abstention = named("elidl:had_voter_abstention")
    had_voter_against = named("elidl:had_voter_against")
    number_of_votes_abstention = named("elidl:number_of_votes_abstention")
    number_of_votes_against = named("elidl:number_of_votes_against")
    number_of_votes_favor = named("elidl:number_of_votes_favor")
    participation_in_name_of = named("elidl:participation_in_name_of")
    participation_role = named("elidl:participation_role")


class Igeo:
    Commune = named("igeo:Commune")
    Departement = named("igeo:Departement")
    Intercommunalite = named("igeo:Intercommunalite")
    Region = named("igeo:Region")
    codeINSEE = named("igeo:codeINSEE")
    nom = named("igeo:nom")
    subdivisionDirecteDe = named("igeo:subdivisionDirecteDe")


class Oa:
    Annotation = named("oa:Annotation")
    SpecificResource = named("oa:SpecificResource")
    FragmentSelector = named("oa:FragmentSelector")
    TextPositionSelector = named("oa:TextPositionSelector")
    TextQuoteSelector = named("oa:TextQuoteSelector")
    end = named("oa:end")
    exact = named("oa:exact")
    hasBody = named("oa:hasBody")
    hasSelector = named("oa:hasSelector")
    hasSource = named("oa:hasSource")
    hasTarget = named("oa:hasTarget")
    prefix = named("oa:prefix")
    start = named("oa:start")
    suffix = named("oa:suffix")


class Adms:
    Identifier = named("adms:Identifier")
    identifier = named("adms:identifier")
    schemeAgency = named("adms:schemeAgency")
    status = named("adms:status")


class Prov:
    Activity = named("prov:Activity")
    Collection = named("prov:Collection")
    Entity = named("prov:Entity")
    SoftwareAgent = named("prov:SoftwareAgent")
    hadMember = named("prov:hadMember")
    influenced = named("prov:influenced")
    wasAttributedTo = named("prov:wasAttributedTo")
    wasDerivedFrom = named("prov:wasDerivedFrom")
    wasInfluencedBy = named("prov:wasInfluencedBy")


class Spdx:
    Checksum = named("spdx:Checksum")
    algorithm = named("spdx:algorithm")
    checksum = named("spdx:checksum")
    checksumAlgorithm_sha256 = named("spdx:checksumAlgorithm_sha256")
    checksumValue = named("spdx:checksumValue")


class Vcard:
    Kind = named("vcard:Kind")
    Organization = named("vcard:Organization")
    fn = named("vcard:fn")
    hasEmail = named("vcard:hasEmail")


class Void:
    Dataset = named("void:Dataset")
    DatasetDescription = named("void:DatasetDescription")
    class_ = named("void:class")
    classPartition = named("void:classPartition")
    classes = named("void:classes")
    dataDump = named("void:dataDump")
    entities = named("void:entities")
    exampleResource = named("void:exampleResource")
    feature = named("void:feature")
    inDataset = named("void:inDataset")
    properties = named("void:properties")
    property = named("void:property")
    propertyPartition = named("void:propertyPartition")
    subset = named("void:subset")
    triples = named("void:triples")
    uriSpace = named("void:uriSpace")
    vocabulary = named("void:vocabulary")
