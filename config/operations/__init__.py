"""What whoever runs the site looks at: readiness, figures, log lines and what goes into them."""
