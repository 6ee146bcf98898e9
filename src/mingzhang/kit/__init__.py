"""Values every layer shares: amounts, intervals, addresses, languages, errors."""
