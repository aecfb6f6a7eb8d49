"""What may be shown of personal data: enough to recognize it, too little to use it."""


def mask(kind: str, value: str) -> str:
    """This will show of a phone, email, name or address only what helps to recognize it: ``138****0000``, ``王*``."""
    if kind == "phone":
        digits = value.removeprefix("+86")
        return f"{digits[:3]}****{digits[-4:]}" if len(digits) >= 8 else "****"
    if kind == "email":
        user, _, host = value.partition("@")
        return f"{user[:1]}***@{host}"
    if kind == "name":
        return value[:1] + "*" * max(1, min(len(value) - 1, 3))
    return value[:6] + "****" if len(value) > 6 else "****"
