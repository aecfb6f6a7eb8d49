"""Chains 链路: from a click in public to a friend who buys again, by channel, campaign, code, link or creative."""
