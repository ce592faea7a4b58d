"""Folders at an address, as fsspec reaches them (s3://, hdfs://, abfs://, file://): listed, fetched, filled.

Who may read and write there is told to fsspec in its own ways (AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL, its files of
settings), never on our command line.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from registre.errors import BadConfiguration, OutputFailed, RegistreError
from registre.files import sha256_of, stays_inside

MANIFEST = "MANIFEST.sha256"
"""Written last where a publication was sent: the digest and the path of each file, as `sha256sum` writes them."""
_PIECE: Final = 1 << 20


class UnreachableAddress(RegistreError):
    """A store of files refuses, or does not answer."""


def is_address(place: object) -> bool:
    """Whether a place is named by an address, and not by a path: a path never has two slashes in a row."""
    return isinstance(place, str) and "://" in place


class Store:
    """The files below one address."""

    def __init__(self, address: str) -> None:
        """Raises `BadConfiguration` when the library for addresses of this kind is not installed."""
        try:
            from fsspec.core import url_to_fs

            self._files, root = url_to_fs(address)
        except (ImportError, ValueError) as fault:
            advice = "pip install 'registre[cluster,s3]'"
            raise BadConfiguration(f"{address}: nothing here reaches it ({fault}). {advice}") from fault
        self._address, self._root = address, root.rstrip("/")

    def names(self) -> list[str]:
        """The path of each file below the address, relative to it, sorted; none when nothing stands there.

        Raises `UnreachableAddress`.
        """
        try:
            with _told(self._address):
                found = self._files.find(self._root)
        except FileNotFoundError:  # a bucket that does not exist
            return []
        return sorted(str(one).removeprefix(self._root).lstrip("/") for one in found)

    def address(self, name: str) -> str:
        return f"{self._address.rstrip('/')}/{name}"

    def read(self, name: str) -> bytes | None:
        """The bytes of a file; None when there is none. Raises `UnreachableAddress`."""
        try:
            with _told(self.address(name)):
                return bytes(self._files.cat_file(f"{self._root}/{name}"))
        except FileNotFoundError:
            return None

    def write(self, name: str, data: bytes | IO[bytes]) -> None:
        """Put a file in its place, at once in an object store; a stream piece after piece.

        Raises `UnreachableAddress`.
        """
        place = f"{self._root}/{name}"
        with _told(self.address(name)):
            self._files.makedirs(place.rpartition("/")[0], exist_ok=True)
            if isinstance(data, bytes):
                self._files.pipe_file(place, data)
                return
            with self._files.open(place, "wb") as stream:
                shutil.copyfileobj(data, stream, _PIECE)

    def remove(self, names: Iterable[str]) -> None:
        for name in names:
            with _told(self.address(name)):
                self._files.rm_file(f"{self._root}/{name}")

    def bring(self, name: str, path: Path) -> bool:
        """Copy a file to `path`, piece after piece; False, with nothing there, when there is none.

        Raises `UnreachableAddress`, and leaves no part of a file.
        """
        try:
            with _told(self.address(name)):
                self._files.get_file(f"{self._root}/{name}", str(path))
        except FileNotFoundError:
            return False
        except UnreachableAddress:
            path.unlink(missing_ok=True)
            raise
        return True

    def fetch(self, names: Iterable[str], folder: Path) -> None:
        """Bring files into `folder`, under their names.

        Raises `UnreachableAddress`, also when one is missing, or is named in a way that leads out of `folder`: the keys
        of a bucket may hold any words, « ../ » among them.
        """
        for name in names:
            if not stays_inside(name):
                raise UnreachableAddress(f"{self.address(name)}: the name leads out of its folder. Rename that file.")
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if not self.bring(name, path):
                raise UnreachableAddress(f"{self.address(name)}: it was listed and is gone. Try again.")


@contextmanager
def _told(address: str) -> Iterator[None]:
    """Faults of a store in our words; a file that is missing stays what it is."""
    try:
        yield
    except FileNotFoundError:
        raise
    except Exception as fault:  # each library of fsspec has errors of its own
        raise UnreachableAddress(f"{address}: cannot be reached ({type(fault).__name__}: {fault}).") from fault


def fetch_one(address: str, path: Path) -> None:
    """Bring one file. Leaves none when there is none. Raises `UnreachableAddress`."""
    folder, _, name = address.rpartition("/")
    Store(folder).bring(name, path)


def send_tree(tree: Path, address: str) -> int:
    """Make what stands at `address` the content of `tree`; how many files were written.

    Files that are the same stay; the manifest is taken away first and written last, so that a tree without one is a
    tree that is being changed, and the next sending goes on from nothing. Files that have gone are removed in the end.
    Raises `OutputFailed` when the store refuses.
    """
    store = Store(address)
    try:
        old, new = manifest(store.read(MANIFEST) or b""), dict(_digests(tree))
        changed = [name for name, digest in new.items() if old.get(name) != digest]
        if not changed and len(old) == len(new):
            return 0
        store.remove([MANIFEST] if old else [])
        for name in changed:
            with (tree / name).open("rb") as stream:
                store.write(name, stream)
        store.remove(name for name in store.names() if name not in new)
        store.write(MANIFEST, "".join(f"{digest}  {name}\n" for name, digest in new.items()).encode())
    except UnreachableAddress as fault:
        raise OutputFailed(f"{fault} Build again: what was sent stays, what is missing is sent.") from fault
    return len(changed)


def manifest(data: bytes) -> dict[str, str]:
    """The digest of each file, by its path."""
    lines = (line.partition("  ") for line in data.decode().splitlines())
    return {name: digest for digest, _, name in lines}


def _digests(tree: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(path for path in tree.rglob("*") if path.is_file()):
        yield path.relative_to(tree).as_posix(), sha256_of(path)
