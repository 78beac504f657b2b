"""After the renderer: from one built site to every variant of it, with a search index. Reads and writes `site/`."""
