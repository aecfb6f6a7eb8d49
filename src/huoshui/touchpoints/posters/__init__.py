"""
Posters 海报: a picture with somebody's own code on it.

A poster is a background (one of the gallery's, or a picture of the brand's), texts with places for a staff member's
name, a store and a customer, and one code. It is drawn here, for one person or for a list of staff, as PNG or as PDF
for print.
"""
