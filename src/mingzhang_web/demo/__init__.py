"""`mingzhang serve --demo`: an organisation, accounts and a year to look at."""
