"""No customer words: clock, ids, money, errors, engines, outbox, jobs, http, crypto, log."""
