import { type Language, language } from "@/lib/language";

/** How a contact came, by WeCom's number (add_way). */
const WAYS: Record<number, [string, string]> = {
  1: ["扫码", "by a code"],
  2: ["搜手机号", "by phone number"],
  3: ["名片分享", "by a shared card"],
  4: ["群聊", "from a group"],
  5: ["手机通讯录", "from the address book"],
  6: ["微信联系人", "WeChat contact"],
  8: ["第三方应用", "by an application"],
  9: ["搜邮箱", "by e-mail"],
  10: ["视频号", "WeChat Channels"],
  16: ["获客链接", "by an acquisition link"],
  24: ["接受好友申请", "request accepted"],
  201: ["同事共享", "shared by staff"],
  202: ["管理员分配", "assigned"],
};

/** The numbers as events have them. */
export const WAY_NUMBERS = Object.keys(WAYS);

/** This will say a way as events have it: by its number, or in the words of an export. */
export function waySaid(way: string, chosen: Language = language.get()): string {
  return WAY_NUMBERS.includes(way) ? wayName(Number(way), chosen) : way;
}

export function wayName(way: number, chosen: Language = language.get()): string {
  const known = WAYS[way];
  return known ? known[chosen === "zh" ? 0 : 1] : way ? `#${way}` : "–";
}
