"""The rule kinds and what runs them: cell rules over columns, document rules over one disclosure."""
