"""Next year's source package from this year's: what continues, what is carried over, what begins anew."""
