"""What do a firm's accounts say? Pure functions on values: lines, ratios, Altman's models, and what falls short."""
