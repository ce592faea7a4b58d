"""What this machine can do: doctor."""

from __future__ import annotations

import click


@click.command()
@click.pass_context
def doctor(context: click.Context) -> None:
    """Say what is installed, what each part gives, and how to get the rest.

    Dit ce qui est installé, ce que chaque partie apporte, et comment avoir le reste.
    """
    from registre.doctor import report

    click.echo(report(context.obj))
