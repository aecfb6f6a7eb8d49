"""Pulling WeCom's figures: begun, performed staff by staff and day by day, taken up again after a crash."""
