import { copy } from "@/lib/language";
import type { Alarm } from "./codes.api";

/** What an alarm of a live code means, and what to do about it; who is away is named elsewhere. */
export const ALARMS = copy<Partial<Record<Alarm, string>>>(
  {
    nobody: "该接待的人都不在班或都到上限了，码还指着原来的人。加一位备用员工，或改班次、上限。",
    backup: "在班的人都不在或都到上限了，备用员工正在接待。",
    low: "当班的人今天能加的名额只剩两成或更少。加人、加备用员工，或提高上限；北京时间零点重新算。",
    full: "有人今天加满了，不再出现在码上；北京时间零点重新算。",
    expiring: "三天内到期，到期后打开只显示“暂时打不开”。要继续用就改到期时间。",
    expired: "已经到期，现在打开只显示“暂时打不开”。要继续用就改到期时间。",
    remade: "企业微信里的码被删过，已经在同一个印刷码后面补了一个。",
    codes_full: "企业微信的联系我和群码一共 50 万个，已经用完。到企业微信里删掉不用的，这里会自己再试。",
    declined: "企业微信没接受这次更换，码还指着原来的人；每 20 秒再试一次。原因见下面的错误码。",
    unreachable: "连不上企业微信，码还指着原来的人；每 20 秒再试一次。一直不好就到连接器里检查。",
  },
  {
    nobody: "Nobody on shift has room, so the last ones stay. Add a backup, or change shifts or caps.",
    backup: "Whoever is on shift is away or full; backups stand in.",
    low: "A fifth or less is left of what all on shift may have today. Add somebody or a backup, or raise the caps.",
    full: "Some have had as many as they may today; it begins anew at midnight in Beijing.",
    expiring: "It ends within three days and then only says that it is closed. Change its end to go on.",
    expired: "It ended and only says that it is closed. Change its end to go on.",
    remade: "WeCom's code had been deleted; another one was made behind the same print.",
    codes_full: "WeCom's 500,000 codes of a corp are used up. Delete some there; it is tried again by itself.",
    declined:
      "WeCom did not take the change; the last ones stay, and it is tried again every 20 seconds. Its error is below.",
    unreachable:
      "WeCom does not answer; the last ones stay, and it is tried again every 20 seconds. If it lasts, look at the connector.",
  },
);
