"""Sources that are looked at again and again: `figures.toml` in, documents of what they publish out."""
