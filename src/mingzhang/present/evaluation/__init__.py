"""Self-evaluation forms as the official form prints them."""
