"""What everyone may read: frozen publications, and nothing else of the workbench."""
