"""What a picture is: apart from what reads it, since numpy takes as long to load as many a paper to read."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]
"""Rows of pixels: red, green, blue."""
