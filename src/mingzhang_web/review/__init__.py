"""From submission to publication: states, and one action for each change of them."""
