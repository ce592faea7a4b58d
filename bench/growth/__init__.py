"""How builds grow with their documents: `python -m bench.growth --help`."""

from bench.growth.corpus import write_documents as write_documents
