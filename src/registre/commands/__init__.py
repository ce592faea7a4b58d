"""The commands: each reads its options, calls one function and shows what it gave. One module a kind of errand."""

from __future__ import annotations

import click

from registre.commands.building import build, sign, validate, verify
from registre.commands.comparing import diff
from registre.commands.hosting import hosts
from registre.commands.machine import doctor
from registre.commands.pushing import push
from registre.commands.reading import evaluate, explain, extract
from registre.commands.reviewing import review
from registre.commands.starting import init
from registre.commands.using import export, query, serve

COMMANDS: tuple[click.Command, ...] = (
    init,
    extract,
    explain,
    build,
    review,
    evaluate,
    validate,
    query,
    export,
    serve,
    hosts,
    push,
    sign,
    verify,
    diff,
    doctor,
)
"""In the order of the journey."""
