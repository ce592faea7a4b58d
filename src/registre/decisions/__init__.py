"""What curators decide about a publication, beside its documents, in files that people and machines read.

decision.py     the kinds of decision
entries.py      YAML as plain words with their lines
reading.py      words as decisions, checked: one that cannot be followed stops the build
words.py        words to hide, known by a digest
correcting.py   one fact put right
suppressing.py  a record without the hidden words
applying.py     the records of a build as decided
naming.py       identities as decided: merged, split, renamed, not linked
leaving.py      what an identifier that stands for nothing any more leaves behind
ledger.py       which identifiers were published before
stating.py      decisions and tombstones as graphs
"""

from registre.decisions.applying import DecidedRecords, decide
from registre.decisions.decision import Decision, Decisions
from registre.decisions.entries import BadDecision
from registre.decisions.reading import FOLDER, read_decisions

__all__ = ["FOLDER", "BadDecision", "DecidedRecords", "Decision", "Decisions", "decide", "read_decisions"]
