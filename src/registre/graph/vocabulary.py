"""Every term of a vocabulary that the publication writes, spelt once.

`Reg.heldBy` reads like the ontology; a misspelt name fails the type check instead of reaching a dump.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from registre.errors import UnsafeIri
from registre.graph.pages import Term
from registre.graph.terms import XSD, iri

PREFIXES: Final = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "dqv": "http://www.w3.org/ns/dqv#",
    "eli": "http://data.europa.eu/eli/ontology#",
    "elidl": "http://data.europa.eu/eli/eli-draft-legislation-ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "igeo": "http://rdf.insee.fr/def/geo#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "person": "http://www.w3.org/ns/person#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "reg": "https://w3id.org/registre/ns#",
    "schema": "http://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": XSD,
}
"""Prefixes of the Turtle files; the namespaces that dumps, catalogue and pages use."""

_CODE = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")


def _term(name: str) -> Term:
    prefix, local = name.split(":")
    return iri(PREFIXES[prefix] + local)


@lru_cache(maxsize=1024)
def concept(scheme: str, code: str) -> Term:
    """The concept `code` of a scheme, by the prefix of the scheme: ("actes", "7.5") → reg:actes-7.5."""
    if _CODE.fullmatch(code) is None:
        raise UnsafeIri(f"{code[:80]!a}: not a code of the scheme « {scheme} ».")
    return _term(f"reg:{scheme}-{code}")


class Rdf:
    type = _term("rdf:type")
    value = _term("rdf:value")


class Rdfs:
    label = _term("rdfs:label")
    seeAlso = _term("rdfs:seeAlso")


class Skos:
    prefLabel = _term("skos:prefLabel")
    altLabel = _term("skos:altLabel")
    hiddenLabel = _term("skos:hiddenLabel")
    notation = _term("skos:notation")


class Dct:
    LicenseDocument = _term("dct:LicenseDocument")
    PeriodOfTime = _term("dct:PeriodOfTime")
    Standard = _term("dct:Standard")
    accrualPeriodicity = _term("dct:accrualPeriodicity")
    conformsTo = _term("dct:conformsTo")
    date = _term("dct:date")
    description = _term("dct:description")
    format = _term("dct:format")
    identifier = _term("dct:identifier")
    isReplacedBy = _term("dct:isReplacedBy")
    isVersionOf = _term("dct:isVersionOf")
    issued = _term("dct:issued")
    language = _term("dct:language")
    license = _term("dct:license")
    modified = _term("dct:modified")
    publisher = _term("dct:publisher")
    relation = _term("dct:relation")
    source = _term("dct:source")
    subject = _term("dct:subject")
    temporal = _term("dct:temporal")
    title = _term("dct:title")


class Dcat:
    Catalog = _term("dcat:Catalog")
    Dataset = _term("dcat:Dataset")
    Distribution = _term("dcat:Distribution")
    byteSize = _term("dcat:byteSize")
    compressFormat = _term("dcat:compressFormat")
    contactPoint = _term("dcat:contactPoint")
    dataset = _term("dcat:dataset")
    distribution = _term("dcat:distribution")
    downloadURL = _term("dcat:downloadURL")
    accessURL = _term("dcat:accessURL")
    endDate = _term("dcat:endDate")
    keyword = _term("dcat:keyword")
    landingPage = _term("dcat:landingPage")
    mediaType = _term("dcat:mediaType")
    startDate = _term("dcat:startDate")
    theme = _term("dcat:theme")


class Dqv:
    QualityMeasurement = _term("dqv:QualityMeasurement")
    QualityMetadata = _term("dqv:QualityMetadata")
    computedOn = _term("dqv:computedOn")
    isMeasurementOf = _term("dqv:isMeasurementOf")
    value = _term("dqv:value")


class Foaf:
    Agent = _term("foaf:Agent")
    Document = _term("foaf:Document")
    familyName = _term("foaf:familyName")
    givenName = _term("foaf:givenName")
    homepage = _term("foaf:homepage")
    name = _term("foaf:name")
    topic = _term("foaf:topic")


class Org:
    FormalOrganization = _term("org:FormalOrganization")
    classification = _term("org:classification")
    hasMembership = _term("org:hasMembership")
    identifier = _term("org:identifier")
    member = _term("org:member")
    memberOf = _term("org:memberOf")
    organization = _term("org:organization")
    role = _term("org:role")
    unitOf = _term("org:unitOf")


class Owl:
    sameAs = _term("owl:sameAs")


class Person:
    Person = _term("person:Person")


class Schema:
    currency = _term("schema:currency")


class Eli:
    LegalResource = _term("eli:LegalResource")
    Person = _term("eli:Person")
    cites = _term("eli:cites")
    date_document = _term("eli:date_document")
    has_part = _term("eli:has_part")
    id_local = _term("eli:id_local")
    is_part_of = _term("eli:is_part_of")
    number = _term("eli:number")
    passed_by = _term("eli:passed_by")
    type_subdivision = _term("eli:type_subdivision")


class Elidl:
    Vote = _term("elidl:Vote")
    activity_date = _term("elidl:activity_date")
    decision_method = _term("elidl:decision_method")
    decision_outcome = _term("elidl:decision_outcome")
    had_excused_person = _term("elidl:had_excused_person")
    had_participant_person = _term("elidl:had_participant_person")
    had_voter_abstention = _term("elidl:had_voter_abstention")
    had_voter_against = _term("elidl:had_voter_against")
    number_of_votes_abstention = _term("elidl:number_of_votes_abstention")
    number_of_votes_against = _term("elidl:number_of_votes_against")
    number_of_votes_favor = _term("elidl:number_of_votes_favor")
    participation_in_name_of = _term("elidl:participation_in_name_of")
    participation_role = _term("elidl:participation_role")


class Igeo:
    Commune = _term("igeo:Commune")
    Departement = _term("igeo:Departement")
    Intercommunalite = _term("igeo:Intercommunalite")
    Region = _term("igeo:Region")
    codeINSEE = _term("igeo:codeINSEE")
    nom = _term("igeo:nom")
    subdivisionDirecteDe = _term("igeo:subdivisionDirecteDe")


class Oa:
    Annotation = _term("oa:Annotation")
    SpecificResource = _term("oa:SpecificResource")
    FragmentSelector = _term("oa:FragmentSelector")
    TextPositionSelector = _term("oa:TextPositionSelector")
    TextQuoteSelector = _term("oa:TextQuoteSelector")
    end = _term("oa:end")
    exact = _term("oa:exact")
    hasBody = _term("oa:hasBody")
    hasSelector = _term("oa:hasSelector")
    hasSource = _term("oa:hasSource")
    hasTarget = _term("oa:hasTarget")
    prefix = _term("oa:prefix")
    start = _term("oa:start")
    suffix = _term("oa:suffix")


class Adms:
    Identifier = _term("adms:Identifier")
    identifier = _term("adms:identifier")
    schemeAgency = _term("adms:schemeAgency")
    status = _term("adms:status")


class Prov:
    Activity = _term("prov:Activity")
    Collection = _term("prov:Collection")
    SoftwareAgent = _term("prov:SoftwareAgent")
    hadMember = _term("prov:hadMember")
    influenced = _term("prov:influenced")
    wasAttributedTo = _term("prov:wasAttributedTo")
    wasInfluencedBy = _term("prov:wasInfluencedBy")


class Spdx:
    Checksum = _term("spdx:Checksum")
    algorithm = _term("spdx:algorithm")
    checksum = _term("spdx:checksum")
    checksumAlgorithm_sha256 = _term("spdx:checksumAlgorithm_sha256")
    checksumValue = _term("spdx:checksumValue")


class Vcard:
    Kind = _term("vcard:Kind")
    Organization = _term("vcard:Organization")
    fn = _term("vcard:fn")
    hasEmail = _term("vcard:hasEmail")


class Void:
    Dataset = _term("void:Dataset")
    DatasetDescription = _term("void:DatasetDescription")
    class_ = _term("void:class")
    classPartition = _term("void:classPartition")
    classes = _term("void:classes")
    dataDump = _term("void:dataDump")
    entities = _term("void:entities")
    exampleResource = _term("void:exampleResource")
    feature = _term("void:feature")
    inDataset = _term("void:inDataset")
    properties = _term("void:properties")
    property = _term("void:property")
    propertyPartition = _term("void:propertyPartition")
    subset = _term("void:subset")
    triples = _term("void:triples")
    uriSpace = _term("void:uriSpace")
    vocabulary = _term("void:vocabulary")


class Reg:
    Agreement = _term("reg:Agreement")
    Aid = _term("reg:Aid")
    Attendance = _term("reg:Attendance")
    Ballot = _term("reg:Ballot")
    BudgetImputation = _term("reg:BudgetImputation")
    CommitmentTable = _term("reg:CommitmentTable")
    Contribution = _term("reg:Contribution")
    Convocation = _term("reg:Convocation")
    CoverageYear = _term("reg:CoverageYear")
    CuratorDecision = _term("reg:CuratorDecision")
    Deliberation = _term("reg:Deliberation")
    DeliberativeOrgan = _term("reg:DeliberativeOrgan")
    Evidence = _term("reg:Evidence")
    ExtractionRule = _term("reg:ExtractionRule")
    Finding = _term("reg:Finding")
    FundingLine = _term("reg:FundingLine")
    FundingPlan = _term("reg:FundingPlan")
    Grant = _term("reg:Grant")
    InKindAid = _term("reg:InKindAid")
    IdentityLink = _term("reg:IdentityLink")
    LegalityControlReceipt = _term("reg:LegalityControlReceipt")
    LoanGuarantee = _term("reg:LoanGuarantee")
    Mandate = _term("reg:Mandate")
    MembershipFee = _term("reg:MembershipFee")
    Mention = _term("reg:Mention")
    Movement = _term("reg:Movement")
    OperativeArticle = _term("reg:OperativeArticle")
    Prize = _term("reg:Prize")
    Proxy = _term("reg:Proxy")
    PublicBody = _term("reg:PublicBody")
    PublicationAct = _term("reg:PublicationAct")
    QuorumCheck = _term("reg:QuorumCheck")
    RecalledAmount = _term("reg:RecalledAmount")
    ReceivedFunding = _term("reg:ReceivedFunding")
    Recital = _term("reg:Recital")
    RepayableAdvance = _term("reg:RepayableAdvance")
    Session = _term("reg:Session")
    SourceText = _term("reg:SourceText")
    Tombstone = _term("reg:Tombstone")
    Visa = _term("reg:Visa")
    Vote = _term("reg:Vote")

    about = _term("reg:about")
    account = _term("reg:account")
    accountConcept = _term("reg:accountConcept")
    actesIdentifier = _term("reg:actesIdentifier")
    actesNature = _term("reg:actesNature")
    agreement = _term("reg:agreement")
    amount = _term("reg:amount")
    arrives = _term("reg:arrives")
    attendance = _term("reg:attendance")
    authorisedBy = _term("reg:authorisedBy")
    awardedBy = _term("reg:awardedBy")
    ballot = _term("reg:ballot")
    ballotStatus = _term("reg:ballotStatus")
    beforeAct = _term("reg:beforeAct")
    beneficiary = _term("reg:beneficiary")
    beneficiaryKind = _term("reg:beneficiaryKind")
    budgetCode = _term("reg:budgetCode")
    budgetYear = _term("reg:budgetYear")
    candidate = _term("reg:candidate")
    capacity = _term("reg:capacity")
    castBy = _term("reg:castBy")
    chair = _term("reg:chair")
    chapter = _term("reg:chapter")
    citedArticle = _term("reg:citedArticle")
    citedNumber = _term("reg:citedNumber")
    citedText = _term("reg:citedText")
    citesRule = _term("reg:citesRule")
    clearDays = _term("reg:clearDays")
    code = _term("reg:code")
    commitment = _term("reg:commitment")
    commitmentKind = _term("reg:commitmentKind")
    commitmentTable = _term("reg:commitmentTable")
    comparedWith = _term("reg:comparedWith")
    concerns = _term("reg:concerns")
    confidence = _term("reg:confidence")
    convocation = _term("reg:convocation")
    convokes = _term("reg:convokes")
    countedShape = _term("reg:countedShape")
    coveredYear = _term("reg:coveredYear")
    coversBody = _term("reg:coversBody")
    decidedBy = _term("reg:decidedBy")
    decidedByArticle = _term("reg:decidedByArticle")
    decisionKind = _term("reg:decisionKind")
    decisionState = _term("reg:decisionState")
    documentKind = _term("reg:documentKind")
    executes = _term("reg:executes")
    finding = _term("reg:finding")
    firstSeen = _term("reg:firstSeen")
    funder = _term("reg:funder")
    fundingPlan = _term("reg:fundingPlan")
    heldBy = _term("reg:heldBy")
    hour = _term("reg:hour")
    identityLink = _term("reg:identityLink")
    identityProposal = _term("reg:identityProposal")
    imputation = _term("reg:imputation")
    imputationText = _term("reg:imputationText")
    inAct = _term("reg:inAct")
    inSession = _term("reg:inSession")
    inVote = _term("reg:inVote")
    isAmendment = _term("reg:isAmendment")
    lastSeen = _term("reg:lastSeen")
    leaves = _term("reg:leaves")
    legalRule = _term("reg:legalRule")
    lineLabel = _term("reg:lineLabel")
    lineSide = _term("reg:lineSide")
    linkMethod = _term("reg:linkMethod")
    linkStatus = _term("reg:linkStatus")
    linkedBy = _term("reg:linkedBy")
    linkedTo = _term("reg:linkedTo")
    mayBe = _term("reg:mayBe")
    membersInOffice = _term("reg:membersInOffice")
    mention = _term("reg:mention")
    mentioned = _term("reg:mentioned")
    modifies = _term("reg:modifies")
    motion = _term("reg:motion")
    movement = _term("reg:movement")
    operativeVerb = _term("reg:operativeVerb")
    option = _term("reg:option")
    partialPresence = _term("reg:partialPresence")
    party = _term("reg:party")
    payee = _term("reg:payee")
    payer = _term("reg:payer")
    planLine = _term("reg:planLine")
    population = _term("reg:population")
    presentCount = _term("reg:presentCount")
    proxy = _term("reg:proxy")
    proxyCount = _term("reg:proxyCount")
    proxyGiver = _term("reg:proxyGiver")
    proxyHolder = _term("reg:proxyHolder")
    proxyLeftTo = _term("reg:proxyLeftTo")
    publication = _term("reg:publication")
    publicationMode = _term("reg:publicationMode")
    publishedOn = _term("reg:publishedOn")
    purpose = _term("reg:purpose")
    quorumCheck = _term("reg:quorumCheck")
    quorumPresent = _term("reg:quorumPresent")
    quorumReached = _term("reg:quorumReached")
    quorumRequired = _term("reg:quorumRequired")
    reason = _term("reg:reason")
    recallReason = _term("reg:recallReason")
    recalledAmount = _term("reg:recalledAmount")
    receipt = _term("reg:receipt")
    receivedFunding = _term("reg:receivedFunding")
    receivedOn = _term("reg:receivedOn")
    remote = _term("reg:remote")
    repeals = _term("reg:repeals")
    rule = _term("reg:rule")
    secret = _term("reg:secret")
    secretary = _term("reg:secretary")
    severity = _term("reg:severity")
    sha256 = _term("reg:sha256")
    share = _term("reg:share")
    signatory = _term("reg:signatory")
    source = _term("reg:source")
    spelling = _term("reg:spelling")
    statedTotal = _term("reg:statedTotal")
    statesProperty = _term("reg:statesProperty")
    tableRow = _term("reg:tableRow")
    territory = _term("reg:territory")
    text = _term("reg:text")
    textSha256 = _term("reg:textSha256")
    vote = _term("reg:vote")
    voter = _term("reg:voter")
    votingCount = _term("reg:votingCount")
