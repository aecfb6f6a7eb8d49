const SAID: Record<string, [pattern: RegExp, chinese: (found: RegExpMatchArray) => string]> = {
  NoIdentifier: [/./, () => "没有 userId、anonymousId，也没有别的标识"],
  NoUsableIdentifier: [/./, () => "带来的标识都不能用：被屏蔽、打了码或格式不对"],
  NoEventName: [/./, () => "track 要有事件名"],
  NoSuchKind: [/^type is “(.*)”; it should be one of (.*)$/, (m) => `type 写的是“${m[1]}”，应为 ${m[2]} 之一`],
  BadTimestamp: [/^“(.*)” is no moment/, (m) => `“${m[1]}”不是一个时间，或不在 1990 年到十年后之间`],
  EventTooLarge: [/^the event has (\d+) bytes, (\d+) is the most$/, (m) => `事件有 ${m[1]} 字节，最多 ${m[2]} 字节`],
  MessageIdTooLong: [
    /^messageId has (\d+) characters, (\d+) is the most$/,
    (m) => `messageId 有 ${m[1]} 个字符，最多 ${m[2]} 个`,
  ],
  NameTooLong: [/^the name has (\d+) characters, (\d+) is the most$/, (m) => `名称有 ${m[1]} 个字符，最多 ${m[2]} 个`],
};

/** This will say in Chinese what an event was set aside for; what is not known here stays as it was written. */
export function missed(code: string, message: string): string {
  const rule = SAID[code];
  const found = rule && message.match(rule[0]);
  return rule && found ? rule[1](found) : message;
}
