"""What a platform's word for an order's state means."""

from functools import lru_cache

_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (  # the first that is found decides
    ("unpaid", ("待付款", "待支付", "等待买家付款", "未付款", "未支付", "unpaid", "pending")),
    ("paid", ("部分退款", "退款中", "退款关闭", "部分发货", "partially")),
    ("closed", ("关闭", "取消", "closed", "cancel", "void")),
    ("refunded", ("退款成功", "已退款", "全额退款", "已全额退款", "refunded")),
    (
        "finished",
        (
            "完成",
            "交易成功",
            "已收货",
            "确认收货",
            "已签收",
            "待评价",
            "已评价",
            "已核销",
            "complete",
            "delivered",
            "finished",
        ),
    ),
    (
        "shipped",
        ("已发货", "卖家发货", "卖家已发货", "待收货", "等待买家确认收货", "已出库", "配送中", "待自提", "shipped"),
    ),
    (
        "paid",
        ("待发货", "已付款", "已支付", "等待卖家发货", "备货中", "待成团", "待核销", "待出库", "paid", "processing"),
    ),
)


@lru_cache(maxsize=4096)
def meaning(word: str) -> str:
    """
    This will tell which of ``unpaid paid shipped finished closed refunded`` a word means; ``""`` when we do not know
    it.
    """
    lower = word.lower()
    for state, words in _WORDS:
        if any(one in lower for one in words):
            return state
    return ""


@lru_cache(maxsize=4096)
def refunded(word: str) -> bool:
    """
    This will tell whether a word for after-sales work says that the money is back (``退款成功`` but not ``退款中``).
    """
    return meaning(word) == "refunded" or any(
        one in word for one in ("退款完成", "已退货退款", "退货退款成功", "已完成退款")
    )
