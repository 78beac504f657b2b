"""Leishu 類書: from a folder of messy Chinese source texts to a cross-linked, citable, searchable site."""
