"""The domain: dates and worlds, the model, the vocabulary, who knows what and since when."""
