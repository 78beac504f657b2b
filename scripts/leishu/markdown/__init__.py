"""Markdown as text: front matter, the parts of a body that must be left alone, anchors, references."""
