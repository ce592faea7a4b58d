"""Faults of disks and sudden ends, put into builds on purpose: `python -m bench.faults`.

plan.py    one fault: where the disk refuses, and how
loaded.py  what builds load, loaded once
trial.py   a publication that stands, a changed document, and a build that meets a fault
disks.py   disks that are really full, too many open files
kills.py   builds that are killed at any moment
"""
