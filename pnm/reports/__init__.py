"""Reports: from answers and a template to a document."""
