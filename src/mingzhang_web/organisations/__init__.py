"""Who there is: the tree of offices, and accounts with one role in one office."""
