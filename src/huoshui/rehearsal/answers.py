"""What a door answered: its JSON, or that it did not take what was brought."""

from typing import Any

import httpx2

from huoshui.rehearsal.contract import NotTaken


def read(answer: httpx2.Response) -> Any:  # noqa: ANN401 JSON
    """
    This will give what a door answered; nothing where it only did what was asked.

    :raises NotTaken: if it refused
    """
    if answer.is_success:
        return answer.json() if answer.content else None
    try:
        said = answer.json()
    except ValueError:
        said = {}
    why = said.get("message", answer.text[:200]) if isinstance(said, dict) else answer.text[:200]
    code = said.get("code", "Unknown") if isinstance(said, dict) else "Unknown"
    raise NotTaken(status=answer.status_code, code=code, why=why)
