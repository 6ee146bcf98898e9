"""Operating the installation: back-up, restore, health, logs."""
