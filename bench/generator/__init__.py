"""Plans that nobody wrote: invented content in every layout and format that councils use, each with its gold and its seed."""
