"""Where an event says which channel, campaign, code or creative it is of: in SQL, the surest place first."""

from typing import Literal

Dimension = Literal["channel", "campaign", "code", "creative"]
VALUES: dict[Dimension, str] = {
    "channel": "toString(channel)",
    "campaign": "coalesce(nullIf(JSONExtractString(properties, 'campaign_id'), ''), "
    "nullIf(JSONExtractString(context, 'campaign', 'id'), ''), JSONExtractString(context, 'campaign', 'name'))",
    "code": "JSONExtractString(properties, 'code')",
    "creative": "coalesce(nullIf(JSONExtractString(properties, 'ad_id'), ''), "
    "nullIf(JSONExtractString(properties, 'creative'), ''), nullIf(JSONExtractString(properties, 'content_id'), ''), "
    "JSONExtractString(context, 'campaign', 'content'))",
}
