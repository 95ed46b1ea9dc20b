"""What people read, out: view models in Python, drawing in ES modules, the pages."""
