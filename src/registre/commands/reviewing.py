"""What a curator does at the terminal: read a doubt, answer yes or no, and the decision is written."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from registre.commands.request import REFERENCE_NAME
from registre.commands.settings import config_option, settings_of


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--decisions", type=click.Path(path_type=Path), help="Where decisions are (default: FOLDER/decisions).")
@config_option
@click.option("--by", default="curateur", show_default=True, help="Your office or a pseudonym: it is published.")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="Date of the decisions (default: today).")
@click.option("--reason", help="The reason to write (default: one that fits the question). It is published.")
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True, help="At most so many questions.")
@click.option("--list", "listing", is_flag=True, help="Show the doubts, ask nothing.")
@click.option("--suppress", is_flag=True, help="Ask for words and withdraw them everywhere; they are not written.")
@click.pass_context
def review(
    context: click.Context,
    folder: Path,
    decisions: Path | None,
    config_path: Path | None,
    by: str,
    day: datetime | None,
    reason: str | None,
    limit: int,
    listing: bool,
    suppress: bool,
) -> None:
    """Show what is doubtful, most useful first, and write a decision from each yes or no.

    Montre ce qui est douteux, le plus utile d'abord, et écrit une décision à chaque oui ou non.
    """
    from registre.linking.reference import read_reference
    from registre.reviewing import Reviewer, decisions_folder

    config, settings = settings_of(folder, config_path)
    if decisions is None and config.decisions is not None and settings is not None:
        decisions = settings.parent / config.decisions
    own_bodies = (settings.parent if settings else folder) / REFERENCE_NAME
    reference = read_reference(own_bodies if own_bodies.is_file() else None)
    today = day.date() if day is not None else date.today()
    reviewer = Reviewer(decisions or decisions_folder(folder), today, by, reason, context.obj)
    if suppress:
        reviewer.suppress(folder, config, reference)
    else:
        reviewer.review(folder, config, reference, limit, listing)
