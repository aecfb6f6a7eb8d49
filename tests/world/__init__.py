"""The language of tests: brands, people, visits, days."""
