"""What the employer wants, drawn from the advert, and what an answer did about it. Pure."""
