"""Pictures drawn at build time as SVG inside the page: each can be read without colour, script or network.

A picture knows its numbers and draws itself with the words of a language. Colours come from the style sheet by class,
so that dark mode and print follow; what a colour says, a shape, a hatch or a word says too. A table stands beneath.
"""
