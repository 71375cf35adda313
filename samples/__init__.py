"""The authored papers, and what turns them into the formats that councils publish."""
