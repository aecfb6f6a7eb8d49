"""Paths: what people do one after the other, from an event on or up to one."""
