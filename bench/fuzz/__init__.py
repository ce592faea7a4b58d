"""Files and texts that nobody would write, read as a build reads them: `python -m bench.fuzz`.

seeds.py      sound documents of each format, invented
mutating.py   the same, harmed: flip, cut, splice, duplicate
texts.py      texts made of cue words, amounts, names and control characters
reading.py    one file through the whole journey to triples, with its time, memory and fate
"""
