"""The same journey done the plain way: what the house is measured against, and checked against."""
