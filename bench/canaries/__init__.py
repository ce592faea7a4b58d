"""Invented private people put into invented documents, then sought in every byte of their publication.

people.py      who they are: names, places, numbers that nobody has
planting.py    the sentences that name them, in documents of twelve layouts
searching.py   every reading of every file: raw, unpacked, without escapes or tags
"""
