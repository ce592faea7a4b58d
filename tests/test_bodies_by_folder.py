"""The body that stands in a logo alone: the publisher states it for a folder, and it is said that the text does not."""

from pathlib import Path

import msgspec
import pytest

from registre.bodies_by_folder import BodiesByFolder
from registre.build import build
from registre.config import Config, read_config
from registre.errors import BadConfiguration
from registre.extraction import extract
from registre.linking.identify import identify
from registre.linking.reference import KnownBody, Reference, read_reference
from registre.records import Record, Source, StatedBody
from registre.summary import Summary

SIREN = "219600319"
REFERENCE = Path(__file__).parent.parent / "examples" / "reference.toml"
NAMELESS = (
    "EXTRAIT DU REGISTRE DES DÉLIBÉRATIONS\nSéance du 3 mai 2024\nPrésents : Ida LILAS, Paul ORME, Zoé SAULE.\n"
    "Délibération n° 2024-12\nObjet : Vente du four\n\n{organ}, après en avoir délibéré, à l'unanimité,\n"
    "DÉCIDE de vendre le four.\n"
)
NAMED = "COMMUNE DE VAUBRUN\n" + NAMELESS


@pytest.fixture(scope="module")
def reference() -> Reference:
    return read_reference(REFERENCE)


def _record(words: str, path: str = "communes/orlan/2024/a.txt", organ: str = "Le Conseil municipal") -> Record:
    return extract(Source(path, 1, "0" * 64, "text/plain"), words.format(organ=organ))


def _complete(record: Record, reference: Reference, **table: str) -> Record:
    return BodiesByFolder({key.replace("_", "/"): body for key, body in table.items()}, reference).complete(record)


def _codes(record: Record) -> list[str]:
    return [one.code for one in record.diagnostics if one.code.startswith("body.")]


def test_a_text_without_body_takes_that_of_its_folder_and_says_so(reference: Reference) -> None:
    before = _record(NAMELESS)
    assert before.session and before.session.body is None
    after = _complete(before, reference, communes_orlan=SIREN)
    assert after.session and after.session.stated_body
    assert after.session.body is None, "no words of the text name it, so it is no fact"
    assert (after.session.stated_body.siren, after.session.stated_body.folder) == (SIREN, "communes/orlan")
    assert _codes(after) == ["body.from-setting"]


def test_linking_takes_the_body_from_the_setting(reference: Reference) -> None:
    before, after = _record(NAMELESS), _complete(_record(NAMELESS), reference, communes=SIREN)
    assert identify([before], reference).link(before) is None
    linked = identify([after], reference).link(after)
    assert linked and linked.body.siren == SIREN


def test_a_name_serves_as_well_as_a_number(reference: Reference) -> None:
    after = _complete(_record(NAMELESS), reference, communes="Commune de Saint-Orlan-sur-Aubrelle")
    linked = identify([after], reference).link(after)
    assert linked and linked.body.siren == SIREN


def test_the_deepest_folder_wins(reference: Reference) -> None:
    after = _complete(_record(NAMELESS), reference, communes="Commune de Vaubrun", communes_orlan=SIREN)
    assert after.session and after.session.stated_body and after.session.stated_body.siren == SIREN


def test_a_folder_is_a_whole_name(reference: Reference) -> None:
    record = _record(NAMELESS, "communes/orlande/a.txt")
    assert _complete(record, reference, communes_orlan=SIREN) == record


def test_the_text_wins_and_the_contradiction_is_a_finding(reference: Reference) -> None:
    after = _complete(_record(NAMED), reference, communes=SIREN)
    assert after.session and after.session.body and after.session.body.value == "Commune de Vaubrun"
    assert after.session.stated_body is None
    (seen,) = [one for one in after.diagnostics if one.code == "body.setting-differs"]
    assert seen.start is not None and after.text[seen.start : seen.end] == after.session.body.evidence.raw
    assert "Vaubrun" in seen.message and "Saint-Orlan" in seen.message_en


def test_a_text_that_agrees_is_left_as_it_is(reference: Reference) -> None:
    record = _record(NAMED)
    assert _complete(record, reference, communes="Commune de Vaubrun") == record
    assert _complete(record, reference, communes="Vaubrun") == record


def test_another_kind_of_body_of_the_same_name_is_a_contradiction(reference: Reference) -> None:
    assert _codes(_complete(_record(NAMED), reference, communes="Communauté de communes de Vaubrun")) == [
        "body.setting-differs"
    ]


def test_the_council_of_a_commune_is_its_municipal_council(reference: Reference) -> None:
    before = _record(NAMELESS, organ="Le Conseil")
    assert before.session and before.session.organ is None
    after = _complete(before, reference, communes=SIREN)
    assert after.session and after.session.organ and after.session.organ.value == "Conseil municipal"
    evidence = after.session.organ.evidence
    assert after.text[evidence.start : evidence.end] == evidence.raw == "Conseil"


def test_a_council_of_another_kind_is_not_taken_for_it(reference: Reference) -> None:
    words = NAMELESS.replace("{organ},", "Le Conseil d'administration réuni, Le Conseil régional consulté, le Bureau,")
    record = _record(words)
    assert record.session
    assert BodiesByFolder({"communes": SIREN}, reference)._council(words, StatedBody(None, SIREN, "communes")) is None


def _published(tmp_path: Path, config: Config) -> Summary:
    folder = tmp_path / "documents" / "communes"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text(NAMELESS.format(organ="Le Conseil municipal"), "utf-8")
    return build(tmp_path / "documents", tmp_path / "public", config, reference=read_reference(REFERENCE))


def test_a_build_publishes_with_the_setting_what_it_quarantines_without(tmp_path: Path) -> None:
    assert _published(tmp_path / "without", Config(pages="none")).quarantined == 1
    summary = _published(tmp_path / "with", Config(pages="none", bodies={"communes": SIREN}))
    assert (summary.quarantined, summary.sittings, summary.published) == (0, 1, True)
    records = (tmp_path / "with" / "public").rglob("records.jsonl")
    assert '"body.from-setting"' in next(records).read_text("utf-8")


def test_a_record_with_a_stated_body_survives_the_way_to_the_disk(reference: Reference) -> None:
    after = _complete(_record(NAMELESS), reference, communes=SIREN)
    assert msgspec.json.decode(msgspec.json.encode(after), type=Record) == after


def test_the_settings_file_states_bodies(tmp_path: Path) -> None:
    path = tmp_path / "registre.toml"
    path.write_text(f'[bodies]\n"communes/orlan/" = "{SIREN}"\n"cc" = "Communauté de communes du Val"\n', "utf-8")
    assert read_config(path).bodies == {"communes/orlan": SIREN, "cc": "Communauté de communes du Val"}


@pytest.mark.parametrize(
    "table",
    ['"a" = ""', '"a" = 3', '"/a" = "Commune de Vaubrun"', '"../a" = "Commune de Vaubrun"', '"a" = "219600318"'],
)
def test_a_setting_that_cannot_be_meant_is_refused(tmp_path: Path, table: str) -> None:
    path = tmp_path / "registre.toml"
    path.write_text(f"[bodies]\n{table}\n", "utf-8")
    with pytest.raises(BadConfiguration, match=r"\[bodies\]"):
        read_config(path)


def test_a_number_that_the_reference_does_not_know_is_still_a_body(reference: Reference) -> None:
    assert isinstance(reference.by_siren(SIREN), KnownBody)
    after = _complete(_record(NAMELESS), reference, communes="200000008")
    linked = identify([after], reference).link(after)
    assert linked and linked.body.key == "200000008"
