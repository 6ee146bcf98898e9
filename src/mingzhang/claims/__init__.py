"""The one grammar of stated numbers: narrate prints with it, recognise parses with it."""
