"""Invented documents with their exact records, to measure the reading by the thousand.

A document is made of the truth (who came, what was voted, what was given) and of ways to say it. Each
way states its part of the truth in the text and in the gold record at once, so the record holds
exactly what the text says. Same seed, layout and noise: same bytes. Nothing here is in the wheel.
"""
