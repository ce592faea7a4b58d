"""registre.toml → Config: who publishes, under which names, with which licence."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal
from pathlib import Path

from registre.bodies_by_folder import read_bodies_by_folder
from registre.errors import BadConfiguration
from registre.linking.registers.settings import NO_REGISTER, RegisterPaths, read_register_paths

LICENCE_OUVERTE = "https://www.etalab.gouv.fr/licence-ouverte-open-licence"
FILE_NAME = "registre.toml"
LANGUAGES = ("fr en", "fr")
SHACL_ENGINES = ("fast", "pyshacl")
PAGES = ("all", "none")
_MEGABYTES = re.compile(r"\d{1,7}", re.ASCII)
_THRESHOLD = re.compile(r"0\.\d{1,2}|1(?:\.00?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Config:
    """What a publisher decides. Every value has a default, so that a first build needs no file.

    `base` ends with a slash: the data's IRIs are made of it. `date` (ISO) is written as the date of
    the publication; without it the catalogue takes the latest session, so that builds are repeatable.
    `languages` are those of the site's pages: "fr en", or "fr" alone; labels in the data are in both.
    `decisions` is the folder of the curators' decisions, relative to the settings; without it `decisions` beside the
    documents. `keep_identifiers` is "yes" or "no": whether what the replaced publication gave keeps resolving.
    `accept_links`, from "0.60" to "1.00", is the confidence from which names of organisations join and numbers of
    registers are given; below, they are proposals. Without it, that of the rules (0.85): see docs/linking.md.
    `pages` is "all", or "none" for a publisher of dumps alone: no site, and no file of its own for each page.
    `inferred_ballots` is "yes" or "no": whether the ballots that follow from unanimity are published, in a file apart.
    `cache` is the folder, relative to the settings, that keeps what was read and judged from one build to the next;
    "no" for none; without it the folder beside the publication whose name ends with `.cache`. See docs/engine.md.
    `search_memory_mb` is what the index of words may take while it is made; see docs/site.md.
    `theme` is a folder, relative to the settings, of templates and files that stand before the site's own. See
    docs/publish.md.
    `shacl_engine` is "fast", a compiled engine with pySHACL as its referee, or "pyshacl" alone: see docs/validation.md.
    """

    base: str = "https://data.example.org/"
    title: str = "Registre des délibérations"
    publisher: str = "Éditeur du registre"
    publisher_url: str = "https://data.example.org/"
    contact: str = "contact@data.example.org"
    licence: str = LICENCE_OUVERTE
    languages: str = "fr en"
    date: str | None = None
    shacl_engine: str = "fast"
    decisions: str | None = None
    keep_identifiers: str = "no"
    inferred_ballots: str = "no"
    pages: str = "all"
    accept_links: str | None = None
    cache: str | None = None
    search_memory_mb: str = "2500"
    theme: Path | None = None
    bodies: Mapping[str, str] = field(default_factory=dict)
    """The table [bodies]: folder below the documents → SIREN or full name, for texts that name no body. See
    docs/linking.md."""
    registers: RegisterPaths = NO_REGISTER
    """The table [registers]: files of SIRENE, RNA, RNE, BANATIC and COG, each optional. See docs/registers.md."""

    @property
    def accept(self) -> Decimal | None:
        """`accept_links` as a number; None: the threshold of the rules."""
        return Decimal(self.accept_links) if self.accept_links is not None else None


def read_config(path: Path | None) -> Config:
    """The configuration in `path`, or the defaults when there is no file.

    Raises `BadConfiguration` for unreadable TOML, an unknown key, a wrong type or an unusable base.
    """
    if path is None:
        return Config()
    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise BadConfiguration(f"{path}: cannot be read ({fault}). Write it as TOML, in UTF-8.") from fault
    known = {field.name for field in fields(Config)}
    unknown = sorted(set(values) - known)
    if unknown:
        raise BadConfiguration(f"{path}: unknown key « {unknown[0]} ». Known keys: {', '.join(sorted(known))}.")
    registers = read_register_paths(path, values.pop("registers", {}))
    bodies = read_bodies_by_folder(path, values.pop("bodies", {}))
    theme = _theme(path, values.pop("theme", None))
    wrong = sorted(key for key, value in values.items() if not isinstance(value, str))
    if wrong:
        raise BadConfiguration(f"{path}: « {wrong[0]} » must be a text between quotes.")
    config = Config(**values, theme=theme, bodies=bodies, registers=registers)
    _check_base(path, config.base)
    _check_engine(path, config.shacl_engine)
    _check_threshold(path, config.accept_links)
    if not _MEGABYTES.fullmatch(config.search_memory_mb):
        raise BadConfiguration(f"{path}: search_memory_mb « {config.search_memory_mb} »: write a number, « 2500 ».")
    if config.languages not in LANGUAGES:
        raise BadConfiguration(f"{path}: languages « {config.languages} »: write « fr en » or « fr ».")
    if config.pages not in PAGES:
        raise BadConfiguration(f"{path}: pages « {config.pages} »: write « all » or « none ».")
    for key, value in (("keep_identifiers", config.keep_identifiers), ("inferred_ballots", config.inferred_ballots)):
        if value not in ("yes", "no"):
            raise BadConfiguration(f"{path}: {key} « {value} »: write « yes » or « no ».")
    return config


def _theme(path: Path, given: object) -> Path | None:
    """The folder of the theme, which must be there."""
    if given is None:
        return None
    folder = path.parent / str(given)
    if not isinstance(given, str) or not ((folder / "templates").is_dir() or (folder / "static").is_dir()):
        advice = "Name a folder that holds « templates » or « static »; see docs/publish.md."
        raise BadConfiguration(f"{path}: theme « {given} » is no theme. {advice}")
    return folder.absolute()


def _check_base(path: Path, base: str) -> None:
    if not base.startswith(("https://", "http://")) or not base.endswith("/") or "#" in base or "?" in base:
        raise BadConfiguration(f"{path}: base « {base} » must be an http(s) address that ends with « / ».")


def _check_threshold(path: Path, threshold: str | None) -> None:
    if threshold is not None and not (_THRESHOLD.fullmatch(threshold) and "0.6" <= threshold <= "1.00"):
        raise BadConfiguration(f"{path}: accept_links « {threshold} »: write a number from « 0.60 » to « 1.00 ».")


def _check_engine(path: Path, engine: str) -> None:
    if engine not in SHACL_ENGINES:
        known = " or ".join(f"« {one} »" for one in SHACL_ENGINES)
        raise BadConfiguration(f"{path}: shacl_engine « {engine} » is not known. Write {known}.")
