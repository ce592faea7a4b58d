"""The State's registers, as files that a publisher downloads: SIRENE, RNA, RNE, BANATIC, COG. Each is optional.

A reader opens the true public file, takes the columns and the rows that the build asks for, and nothing else.
"""
