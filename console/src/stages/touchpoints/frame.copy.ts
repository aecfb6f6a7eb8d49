import { copy } from "@/lib/language";

export const FRAME = copy(
  {
    change: "修改",
    sheets: { a4: "A4 海报", a5: "A5 桌牌", a6: "A6 包裹卡" },
    svg: "矢量图",
  },
  {
    change: "Change",
    sheets: { a4: "A4 poster", a5: "A5 table card", a6: "A6 parcel card" },
    svg: "Vector",
  },
);
