import { copy } from "@/lib/language";

export const FRAME = copy(
  {
    change: "修改",
    sheets: { a4: "A4 海报", a5: "A5 桌牌", a6: "A6 包裹卡" },
    packs: { a4_cards: "A4 一页四张，沿虚线裁", a4: "每个一张 A4", a5: "每个一张 A5", a6: "每个一张 A6" },
    print: (count: number) => `打印 ${count} 个`,
    tooMany: (most: number) => `一次最多打印 ${most} 个`,
    choose: "选来打印",
    svg: "矢量图",
  },
  {
    change: "Change",
    sheets: { a4: "A4 poster", a5: "A5 table card", a6: "A6 parcel card" },
    packs: {
      a4_cards: "Four cards on an A4, to be cut apart",
      a4: "An A4 each",
      a5: "An A5 each",
      a6: "An A6 each",
    },
    print: (count: number) => `Print ${count}`,
    tooMany: (most: number) => `At most ${most} at once`,
    choose: "Choose to print",
    svg: "Vector",
  },
);
