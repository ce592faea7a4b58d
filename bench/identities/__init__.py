"""Invented bodies and associations with known identities, and the names that documents could give them.

Same seed and size: same mentions. What is measured is the real linking (`registre.evaluation.links`), never a
copy of it. `python -m bench.identities --help`; nothing here is in the wheel.
"""
