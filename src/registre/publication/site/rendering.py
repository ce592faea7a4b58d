"""Templates to files: one page, in two languages, at paths that work on any host and from a folder.

A page has a path without extension, the same in both languages ("act/200000016/2022-05-05/2022-00201"): the
French page stands at `path.html`, the English one at `en/path.html`. Links between pages are relative.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import BaseLoader, BytecodeCache, Environment, StrictUndefined, Template, TemplateError
from jinja2.bccache import Bucket
from markupsafe import Markup

from registre.config import Config
from registre.files import resource, write_new
from registre.publication.policies import policy_of
from registre.publication.site.figures import LANGUAGES, Language
from registre.publication.site.outward import legifrance, report_to, web_address
from registre.publication.site.searching import facets
from registre.publication.site.term_uses import shape_names
from registre.publication.site.theme import fault_of_theme, has_sheet, loader
from registre.publication.site.words import Words, read_words

LANGUAGE_FOLDERS: dict[Language, str] = {"fr": "", "en": "en/"}


@dataclass(frozen=True, slots=True)
class Page:
    """What one page shows. `values` are the variables of its template."""

    path: str
    template: str
    values: Mapping[str, object] = field(default_factory=dict)
    iri: str | None = None
    """The thing this page is about; None for pages that describe no data."""
    data: bool = False
    """True when Turtle and JSON-LD stand beside the page."""
    json_ld: str | None = None
    index: bool = True
    """False asks search engines to leave the page out."""
    anywhere: bool = False
    """True for a page that a server shows at any address: its links start from the root of the site."""
    tables: Mapping[str, bytes] = field(default_factory=dict)
    """CSV files beside the page, by what stands between its path and ".csv": "" is what the page shows."""
    sources: Sequence[tuple[str, str]] = ()
    """Pages of the documents that the page rests on, and their names; empty when its own links lead to them."""
    day: date | None = None
    """The latest session of which the page tells something."""

    def with_json_ld(self, json_ld: str) -> Page:
        return replace(self, json_ld=json_ld)


@dataclass(frozen=True, slots=True)
class Written:
    """How many files a renderer wrote, and their bytes."""

    pages: int
    size_bytes: int


class _Compiled(BytecodeCache):
    """What templates were compiled to in one language: a process that builds again compiles what changed."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if (code := self._codes.get((bucket.key, bucket.checksum))) is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._codes[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


_COMPILED: dict[Language, _Compiled] = {language: _Compiled() for language in LANGUAGES}
"""Apart, since the words of a language may be folded into the code."""


class Renderer:
    """Writes pages into `folder`. Templates are compiled once for each language."""

    def __init__(self, folder: Path, config: Config, concepts: frozenset[str] = frozenset()) -> None:
        source = resource("site")
        shared: dict[str, object] = {
            "config": config,
            "base": config.base,
            "report": report_to(config.contact),
            "concepts": concepts,
            "shapes": shape_names(),
            "themed": has_sheet(config.theme),
        }
        self._theme = config.theme
        self._rooted = urlsplit(config.base).path
        self._folder = folder
        self._languages = tuple(one for one in LANGUAGES if one in config.languages.split())
        self._pages = self._size = 0
        self._words = {language: read_words(source / "locales", language) for language in LANGUAGES}
        self._environments = {
            language: _environment(loader(source / "templates", config.theme), words, shared)
            for language, words in self._words.items()
        }
        self._templates: dict[tuple[Language, str], Template] = {}

    @property
    def languages(self) -> tuple[Language, ...]:
        """Those of the site, French first."""
        return self._languages

    @property
    def written(self) -> Written:
        return Written(self._pages, self._size)

    def write(self, page: Page) -> None:
        """The page in each language of the site."""
        for language in self._languages:
            data = self.render(page, language).encode()
            write_new(self._folder / f"{LANGUAGE_FOLDERS[language]}{page.path}.html", data)
            self._pages += 1
            self._size += len(data)
        for name, table in page.tables.items():
            write_new(self._folder / f"{page.path}{name}.csv", table)

    def files(self, page: Page) -> list[str]:
        """What `write` writes for the page, relative to the folder."""
        pages = [f"{LANGUAGE_FOLDERS[language]}{page.path}.html" for language in self._languages]
        return [*pages, *(f"{page.path}{name}.csv" for name in page.tables)]

    def render(self, page: Page, language: Language) -> str:
        """The HTML of `page` in `language`. Raises `BadConfiguration` for a template of a theme that is wrong."""
        root = "../" * page.path.count("/")
        top = root + ("" if language == "fr" else "../")
        if page.anywhere:
            top = self._rooted
            root = top + LANGUAGE_FOLDERS[language]
        try:
            return self._template(language, page.template).render(
                page.values,
                page=page,
                root=root,
                top=top,
                other=self._other(page, language, top),
                json_ld=data_block(page.json_ld) if page.json_ld is not None and language == "fr" else None,
            )
        except TemplateError as fault:
            if self._theme is None:
                raise
            raise fault_of_theme(self._theme, fault) from fault

    def _other(self, page: Page, language: Language, top: str) -> str | None:
        """Where the page stands in the other language; None when the site has one language."""
        other: Language = "en" if language == "fr" else "fr"
        return f"{top}{LANGUAGE_FOLDERS[other]}{page.path}.html" if other in self._languages else None

    def _template(self, language: Language, name: str) -> Template:
        key = (language, name)
        if key not in self._templates:
            self._templates[key] = self._environments[language].get_template(name)
        return self._templates[key]


def data_block(json: str) -> Markup:
    """JSON that may stand in a script element: no `<` is left that could end it."""
    return Markup(json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def _environment(templates: BaseLoader, words: Words, shared: Mapping[str, object]) -> Environment:
    made = Environment(
        loader=templates,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=_COMPILED[words.language],
    )
    made.globals.update(shared, facets=facets, policy_of=policy_of)
    made.globals.update(t=words, lang=words.language, fr=Markup("") if words.language == "fr" else Markup(' lang="fr"'))
    made.filters.update(web=web_address, legifrance=legifrance)
    ways = words.figures
    made.filters.update(money=ways.money, share=ways.share, number=ways.number, day=ways.day, size=ways.size)
    return made
