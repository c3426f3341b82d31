"""How a stored document becomes pages."""
