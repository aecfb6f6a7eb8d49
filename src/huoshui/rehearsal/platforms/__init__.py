"""
Public platforms of our own: they sign and bring what the real ones would, late, twice and out of order.

They sign by each platform's documented recipe, written down here a second time, so that a door which opens to them was
not merely right about itself.
"""
