"""An own document that a person corrects: its draft, the years it is laid on, what the page shows."""
