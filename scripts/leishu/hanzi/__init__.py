"""Chinese characters: which script a text is in, the same text in another, and a key that joins them."""
