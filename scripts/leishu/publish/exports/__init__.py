"""What a site is given away as, for programs other than a browser."""
