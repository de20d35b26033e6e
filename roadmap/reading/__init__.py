"""A school's own roadmap document read into a draft: pure, no Django (the seam: `interpreting.interpret`)."""
