"""No clear phone, email, personal name or address goes past the door; everything else stays as it is."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huoshui.events import privacy

PHONES = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
KEYS = st.text("abcdefg_手机号", min_size=1, max_size=8)


class TestScrubbed:
    @given(st.dictionaries(KEYS.filter(lambda key: not privacy._KEY_WORDS.search(key)), PHONES, min_size=1))
    def test_leaves_no_phone_that_is_a_whole_value(self, properties: dict[str, str]) -> None:
        shown = privacy.scrubbed(json.dumps(properties, ensure_ascii=False).encode()).decode()
        assert all(phone not in shown for phone in properties.values())

    @given(
        st.dictionaries(
            st.sampled_from(["sku", "price", "category", "position", "标题"]),
            st.integers(0, 9999) | st.text("甲乙丙丁abc", max_size=9),
        )
    )
    def test_changes_nothing_where_nothing_is_personal(self, properties: dict[str, object]) -> None:
        document = json.dumps(properties, ensure_ascii=False).encode()
        assert privacy.scrubbed(document) is document

    @pytest.mark.parametrize(
        ("clear", "shown"),
        [
            ('{"name":"都市轻骑"}', '{"name":"都市轻骑"}'),
            ('{"buyer":{"name":"王小明"}}', '{"buyer":{"name":"王**"}}'),
            ('{"name":"高娟强","phone":"13812345678"}', '{"name":"高**","phone":"138****5678"}'),
            (
                '{"name":"都市轻骑","sku":"X9","phone":"13812345678"}',
                '{"name":"都市轻骑","sku":"X9","phone":"138****5678"}',
            ),
            (
                '{"mobile":"13812345678","products":[{"name":"都市轻骑"}]}',
                '{"mobile":"138****5678","products":[{"name":"都市轻骑"}]}',
            ),
            ('{"receiverName":"x","Email":"Wang@X.cn"}', '{"receiverName":"x","Email":"W***@X.cn"}'),
            ('{"order_id":"13912345678"}', '{"order_id":"13912345678"}'),
            ('{"note":"13912345678"}', '{"note":"139****5678"}'),
            ('{"mobile":13912345678}', '{"mobile":"139****5678"}'),
            ('{"a":{"b":[{"电话":"021-55555555"}]}}', '{"a":{"b":[{"电话":"021****5555"}]}}'),
            ('{"\\u624b\\u673a\\u53f7":"13912345678"}', '{"手机号":"139****5678"}'),
            ('{"address":{"city":"上海","street":"人民大道200号"}}', '{"address":{"city":"****","street":"****"}}'),
            ('{"shipping":{"name":"李雷"},"时间":1763700000000}', '{"shipping":{"name":"李*"},"时间":1763700000000}'),
        ],
    )
    def test_masks_what_is_personal_and_keeps_what_is_not(self, clear: str, shown: str) -> None:
        assert privacy.scrubbed(clear.encode()).decode() == shown
