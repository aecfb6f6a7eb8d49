import type { Shapes } from "@/api/client";
import type { Language } from "@/lib/language";
import { exact } from "@/lib/moments";

type Finding = Shapes["FindingOut"];

interface Known {
  name: readonly [zh: string, en: string];
  /** Why it matters to an operator. */
  about: readonly [zh: string, en: string];
  /** What to do in the console or on the machine when it is not well. */
  advice: string;
  /** A screen that mends it. */
  to?: string;
}

/** What the doctor looks at, said to an operator. What stands here not is shown in the doctor's own words. */
const KNOWN: Record<string, Known> = {
  postgresql: {
    name: ["PostgreSQL 数据库", "PostgreSQL"],
    about: ["客户、身份、员工和设置存在这里", "People, identity, staff and settings live here"],
    advice: "需要 PostgreSQL 15 或更新的版本。",
  },
  "postgresql schema": {
    name: ["PostgreSQL 表结构", "PostgreSQL schema"],
    about: ["表结构要和程序的版本一致", "It must match the version of the program"],
    advice: "在服务器上运行 huoshui migrate。",
  },
  clickhouse: {
    name: ["ClickHouse 数据库", "ClickHouse"],
    about: ["事件和报表存在这里", "Events and reports live here"],
    advice: "需要 ClickHouse 24 或更新的版本。",
  },
  "clickhouse schema": {
    name: ["ClickHouse 表结构", "ClickHouse schema"],
    about: ["表结构要和程序的版本一致", "It must match the version of the program"],
    advice: "在服务器上运行 huoshui migrate。",
  },
  clock: {
    name: ["时钟", "Clock"],
    about: ["两台机器的时间要一致，否则事件的先后会乱", "The machines must agree, or the order of events is lost"],
    advice: "给两台机器都开启自动校时（chrony 或 systemd-timesyncd）。",
  },
  feed: {
    name: ["事件入库", "Event feed"],
    about: ["收到的事件多久能在客户 360 和报表里看到", "How soon an event shows in profiles and reports"],
    advice: "看日志里 feed 的报错，确认后台任务在运行；重启会再试一次。",
  },
  outbox: {
    name: ["内部消息", "Outbox"],
    about: ["合并、拆分等变化传到报表的队列", "Merges and splits on their way to reports"],
    advice: "看日志里 mirror.failed 的报错，确认后台任务在运行。",
  },
  quarantine: {
    name: ["隔离区", "Quarantine"],
    about: ["没有通过检查的事件，修好可以放行", "Events that did not pass; mended, they go on"],
    advice: "打开隔离区，看原因，修复并放行。",
    to: "/quarantine",
  },
  jobs: {
    name: ["后台任务", "Jobs"],
    about: ["导入、删除、计算等在后台做的事", "Imports, erasures and calculations in the background"],
    advice: "看日志里这个任务的报错。",
  },
  person_of: {
    name: ["身份映射", "Identity mirror"],
    about: ["报表靠它知道合并和拆分", "Reports learn of merges and splits from it"],
    advice: "在服务器上运行 huoshui migrate；修好之前，合并和拆分在报表里看不到。",
  },
};

/** What is looked at more than once is named by what it is and whose: `connector xichi`, `staff figures xichi`. */
const FAMILIES: Record<string, Known> = {
  connector: {
    name: ["连接器", "Connector"],
    about: ["平台的回调和调用", "A platform's callbacks and calls"],
    advice: "打开连接器，点这个账号，按检测结果一步步来。",
    to: "/connectors",
  },
  "staff figures": {
    name: ["员工数据", "Staff figures"],
    about: ["企业微信每天统计的员工数据", "What WeCom counts of staff each day"],
    advice: "打开连接器，检测这个账号；员工要在应用的可见范围和客户联系的使用范围里。",
    to: "/connectors",
  },
  comparison: {
    name: ["对账", "Comparison"],
    about: ["每晚和企业微信核对好友与群", "Friends and groups are compared with WeCom every night"],
    advice: "是不是换了应用、Secret 或企业？修好后再对一次账；确实都走了，在对账页确认。",
    to: "/relations?tab=runs",
  },
  "acquisition links": {
    name: ["获客链接", "Acquisition links"],
    about: ["获客链接还能加几位客户，用完就加不上了", "How many customers acquisition links may still add"],
    advice: "在企业微信后台 › 客户联系 › 获客助手里购买；连接器 › 额度里看还剩多少。",
    to: "/connectors",
  },
  "mini-program": {
    name: ["小程序入口", "Mini-program entry"],
    about: ["短链打开小程序用的入口", "What short links open a mini-program with"],
    advice: "看这个小程序的页面是否已经发布；会自动再试。",
    to: "/links",
  },
};

function knownOf(name: string): { known: Known | undefined; whose: string } {
  const family = Object.keys(FAMILIES).find((one) => name.startsWith(`${one} `));
  return family ? { known: FAMILIES[family], whose: name.slice(family.length + 1) } : { known: KNOWN[name], whose: "" };
}

/** This will name what the doctor looked at, in the operator's language. */
export function nameOf(finding: string, chosen: Language): string {
  const { known, whose } = knownOf(finding);
  return known ? [known.name[chosen === "zh" ? 0 : 1], whose].filter(Boolean).join(" ") : finding;
}

export interface Said {
  name: string;
  about: string;
  found: string;
  advice: string;
  to: string | undefined;
}

/** This will say a finding in the operator's language; what nobody translated stays as the doctor wrote it. */
export function said(finding: Finding, chosen: Language): Said {
  const { known } = knownOf(finding.name);
  const at = chosen === "zh" ? 0 : 1;
  const ill = finding.state !== "well";
  return {
    name: nameOf(finding.name, chosen),
    about: known?.about[at] ?? "",
    found: chosen === "zh" ? translated(finding.found) : finding.found,
    advice: ill ? (chosen === "zh" && known ? known.advice : finding.advice) : "",
    to: known?.to,
  };
}

type Rule = [pattern: RegExp, chinese: (found: RegExpMatchArray) => string];

const MOMENT = String.raw`(\d{4}-\d\d-\d\d) (\d\d:\d\d) UTC`;

/** Beijing, to the minute. */
function beijing(day: string | undefined, time: string | undefined): string {
  return exact(`${day}T${time}:00Z`).slice(0, 16);
}

const RULES: Rule[] = [
  [/^([\d,]+) batches wait, the oldest for ([\d,]+) s$/, (m) => `${m[1]} 批在等，最早的等了 ${m[2]} 秒`],
  [/^([\d,]+) batches failed on a defect$/, (m) => `${m[1]} 批处理失败`],
  [/^([\d,]+) events wait$/, (m) => `${m[1]} 条事件在等`],
  [/^([\d,]+) wait$/, (m) => (m[1] === "0" ? "没有积压" : `${m[1]} 条在等`)],
  [/^([\d,]+) failed$/, (m) => `${m[1]} 个失败`],
  [/^([\d.]+) s apart from PostgreSQL's$/, (m) => `和 PostgreSQL 相差 ${m[1]} 秒`],
  [/^([\d,]+) migrations have not run$/, (m) => `还有 ${m[1]} 步没有执行`],
  [/^at (\S+), the newest is (\S+)$/, (m) => `现在是 ${m[1]}，最新是 ${m[2]}`],
  [/^([\d,]+) identities point elsewhere, loaded ([\d,]+) s ago$/, (m) => `${m[1]} 个标识已归并，${m[2]} 秒前更新`],
  [/^loads when it is first asked$/, () => "第一次用到时载入"],
  [new RegExp(`^heard at ${MOMENT}$`), (m) => `最近收到 ${beijing(m[1], m[2])}`],
  [new RegExp(`^leads pulled at ${MOMENT}$`), (m) => `最近拉取线索 ${beijing(m[1], m[2])}`],
  [new RegExp(`^heard last at ${MOMENT}$`), (m) => `很久没有收到，最近一次是 ${beijing(m[1], m[2])}`],
  [new RegExp(`^leads pulled last at ${MOMENT}$`), (m) => `很久没有拉取线索，最近一次是 ${beijing(m[1], m[2])}`],
  [/^nothing was heard yet$/, () => "还没有收到过"],
  [/^([\d,]+) callbacks could not be read$/, (m) => `${m[1]} 条回调没处理成`],
  [/^([\d,]+) callbacks wait, the oldest for (\d+) min$/, (m) => `${m[1]} 条回调在等，最早的等了 ${m[2]} 分钟`],
  [/^read up to (\S+)$/, (m) => `读到 ${m[1]}`],
  [/^WeCom does not tell of ([\d,]+) of ([\d,]+) staff$/, (m) => `${m[2]} 名员工里有 ${m[1]} 名，企业微信不给数据`],
  [/^(.*); clicks go to the link's own address$/, (m) => `${m[1]}；点击会去短链自己的地址`],
  [
    new RegExp(`^(.*); the last entry serves until ${MOMENT}$`),
    (m) => `${m[1]}；上一个入口可用到 ${beijing(m[2], m[3])}`,
  ],
  [
    /^([\d,]+) friends are not in WeCom's lists any more/,
    (m) => `企业微信里看不到 ${m[1]} 位好友了，太多，先没有当作流失`,
  ],
  [/^no adds are left/, () => "一位也加不上了：打开链接的人不会被添加"],
  [/^fewer than (\d+) adds are left$/, (m) => `还能加的不到 ${m[1]} 位`],
  [/^(\d+) adds are left$/, (m) => `还能加 ${m[1]} 位`],
  [/^up to date$/, () => "没有积压"],
  [/^none failed$/, () => "没有失败的"],
  [/^empty$/, () => "空的"],
  [/^current$/, () => "最新"],
  [/^(\S+) (\S+) UTC$/, (m) => `${exact(`${m[1]}T${m[2]}Z`)}（北京时间）`],
];

function translated(found: string): string {
  for (const [pattern, chinese] of RULES) {
    const hit = found.match(pattern);
    if (hit) return chinese(hit);
  }
  return found;
}
