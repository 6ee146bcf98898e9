"""What becomes of self-evaluations: scored again, problems rectified, advice for next year's budget."""
