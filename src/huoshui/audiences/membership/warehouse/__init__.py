"""ClickHouse: what is new, what people did before, who meets a tree, and the log of entries and exits."""
