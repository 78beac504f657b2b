"""Undo damage in a text: every change explained and reversible, what cannot be known left and listed."""
