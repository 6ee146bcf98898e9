"""What the records compile to: statements, explanation, evaluation forms, findings."""
