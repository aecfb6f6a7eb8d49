"""The gallery: posters to begin with, each a plan that may be changed in every part."""

from huoshui.touchpoints.posters.contract import Align, Backdrop, PosterPlan, Square, Words

_WHITE, _INK, _SOFT = "#ffffff", "#1b2b34", "#51646f"

GALLERY: dict[Backdrop, PosterPlan] = {
    Backdrop.TABLE: PosterPlan(
        "门店桌牌", 1240, 1748, Square(320, 640, 600),
        (
            Words("{门店}", 120, 150, 1000, 130, 90, _WHITE),
            Words("扫码加我，店里的活动第一个知道", 120, 300, 1000, 100, 52, _WHITE),
            Words("{员工姓名}", 120, 1300, 1000, 120, 72, _INK),
            Words("微信扫一扫，添加专属顾问", 120, 1430, 1000, 80, 44, _SOFT),
        ),
        Backdrop.TABLE,
        face=Square(540, 465, 160),
    ),
    Backdrop.PARCEL: PosterPlan(
        "包裹卡", 1240, 874, Square(700, 190, 460),
        (
            Words("谢谢你的信任", 80, 200, 560, 110, 76, _INK, Align.LEFT),
            Words("有问题，扫码找到我们。售后、指南、会员礼都在这里。", 80, 340, 560, 220, 42, _SOFT, Align.LEFT),
            Words("{门店}", 80, 590, 560, 70, 40, _SOFT, Align.LEFT),
        ),
        Backdrop.PARCEL,
    ),
    Backdrop.DOUYIN: PosterPlan(
        "抖音主页", 1080, 1440, Square(280, 560, 520),
        (
            Words("从抖音来的朋友", 90, 150, 900, 120, 84, _WHITE),
            Words("截图保存，微信里识别二维码，领新人礼", 90, 300, 900, 160, 48, _WHITE),
            Words("{员工姓名}", 90, 1130, 900, 100, 60, _WHITE),
        ),
        Backdrop.DOUYIN,
    ),
    Backdrop.MENU: PosterPlan(
        "公众号菜单", 900, 1200, Square(225, 480, 450),
        (
            Words("联系专属顾问", 80, 130, 740, 110, 76, _INK),
            Words("长按识别二维码，一对一为你服务", 80, 270, 740, 120, 42, _SOFT),
            Words("{门店}", 80, 980, 740, 80, 44, _SOFT),
        ),
        Backdrop.MENU,
    ),
    Backdrop.LIVE: PosterPlan(
        "直播间", 1080, 1920, Square(290, 900, 500),
        (
            Words("今晚直播间见", 90, 300, 900, 150, 110, _WHITE),
            Words("{客户称呼}，扫码进群，开播前提醒你", 90, 500, 900, 200, 56, _WHITE),
            Words("{员工姓名}", 90, 1480, 900, 100, 60, _WHITE),
        ),
        Backdrop.LIVE,
    ),
}  # fmt: skip
