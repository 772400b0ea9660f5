"""Cover on the page of a shift: what is shown, and what people do."""
