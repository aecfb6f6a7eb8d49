import type { Sentences } from "./refusals.said";

const STATES: Record<string, string> = { done: "已完成", dropped: "已取消", missed: "过期未做" };

/** What staff's tasks and SOPs refuse. */
export const WORK = {
  NoSuchSop: "没有这个 SOP。",
  NoSuchTask: "没有这个任务，或它不在你能看到的范围里。",
  NotAPeriodOfCalendar: (f) => `日历一次看 1 到 ${f.most} 天，这里是 ${f.days} 天。`,
  NotASopPlan: (f) => `这个 SOP 排不出来：${f.why ?? ""}。`,
  NotASopStep: (f) => `第 ${f.place} 步排不出来：${f.why ?? ""}。时间要在 08:00–22:00 之间，结束晚于开始。`,
  NotATaskWindow: "截止时间要在开始之后、现在之后，一年以内。",
  NotTheirCustomer: (f) => `“${f.staff ?? ""}”现在不是这位客户的好友，做不了这件事。换一名员工。`,
  NotTheirGroup: (f) => `客户群“${f.group ?? ""}”已解散，或不在这名员工的企业里。`,
  NotReminded: (f) => `提醒没有送到“${f.staff ?? ""}”：${f.why ?? ""}。看看他是否在应用的可见范围里。`,
  NothingToRemind: (f) => `“${f.staff ?? ""}”现在没有待办：都做完了，或还没到开始的时间。`,
  RemindedLately: (f) => `“${f.staff ?? ""}”在 ${f.at ?? ""} 已提醒过，满一小时后才能再提醒。`,
  SopChanged: (f) => `你编辑的时候别人改过：现在是第 ${f.now} 版，你看的是第 ${f.yours} 版。重新打开再改。`,
  SopOfAnotherKind: "个人 SOP 和群 SOP 不能互改，另建一个。",
  TaskAboutTwo: "一个任务只能关于一位客户或一个客户群。",
  TaskEnded: (f) => `这个任务${STATES[String(f.state)] ?? "已经结束"}，不能再改。`,
  TaskForNobody: "选一名员工，或选一个门店，只能选一样。",
  TaskScriptOwn: (f) => `话术“${f.title ?? ""}”是你自己的，别人看不到。换一条公共话术。`,
} satisfies Sentences;
