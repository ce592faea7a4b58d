"""Records measured against gold records: what is right, wrong and missed, field by field."""

from registre.evaluation.rendering import render, render_errors, to_json
from registre.evaluation.scoring import Evaluation, Mistake, Tally, evaluate

__all__ = ["Evaluation", "Mistake", "Tally", "evaluate", "render", "render_errors", "to_json"]
