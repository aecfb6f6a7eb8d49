"""
The metric dictionary: what each figure means, versioned, with the platform's own counterpart and how that differs.

Those that ship are data (`dictionary.toml`), the brand's own are kept in PostgreSQL; no two have one name.
"""
