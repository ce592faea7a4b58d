"""registre: registers of deliberations of French local assemblies, as a knowledge graph."""

__version__ = "0.1.0"
