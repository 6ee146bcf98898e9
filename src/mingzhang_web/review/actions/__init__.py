"""One module an action; they alone change a state."""
