"""The command line: which commands there are, in which language they speak, and how they leave."""

from __future__ import annotations

import os
import sys

import click

from registre import __version__
from registre.commands import COMMANDS
from registre.errors import ExitCode, RegistreError
from registre.messages import Language, language_of, say


def main() -> None:
    """Run `registre` and leave with the exit code that the fault's class names."""
    language = language_of(os.environ)
    try:
        sys.exit(cli.main(standalone_mode=False))  # click returns what a command left with
    except click.exceptions.Exit as leaving:
        sys.exit(leaving.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo(say("interrupted", language), err=True)
        sys.exit(ExitCode.interrupted)
    except click.ClickException as misuse:
        misuse.show()
        sys.exit(ExitCode.usage)
    except RegistreError as fault:
        click.echo(f"{say('error', language)}: {fault}", err=True)
        sys.exit(fault.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(ExitCode.done)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="registre")
@click.option("--lang", type=click.Choice(["fr", "en"]), help="Language of the messages (default: the environment's).")
@click.pass_context
def cli(context: click.Context, lang: Language | None) -> None:
    """Read registers of deliberations into a knowledge graph.

    Lit des registres de délibérations et en fait un graphe de connaissances.
    """
    context.obj = lang or language_of(os.environ)


for command in COMMANDS:
    cli.add_command(command)


if __name__ == "__main__":
    main()
