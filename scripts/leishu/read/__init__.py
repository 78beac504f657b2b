"""From bytes to text: which codec, which format, and what the file says about itself."""
