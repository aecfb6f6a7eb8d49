import type { Node } from "./nodes";

type Pair = readonly [zh: string, en: string];

/** One thing that can be added: what it is called, words by which it is also found, and how it begins. */
export interface Choice {
  key: string;
  name: Pair;
  also: string;
  begin: () => Node;
}

export interface Chapter {
  name: Pair;
  choices: Choice[];
}

const MONTH = { last: "30d" } as const;

function choice(key: string, name: Pair, also: string, begin: () => Node): Choice {
  return { key, name, also, begin };
}

/** What can be asked, by the operator's words; several begin the same kind at another place. */
export const CHAPTERS: Chapter[] = [
  {
    name: ["行为", "Behavior"],
    choices: [
      choice("did", ["做过某事", "Did something"], "did event behavior zuoguo xingwei", () => ({
        kind: "did",
        events: [],
        within: MONTH,
      })),
      choice("did-not", ["没有做过某事", "Did not do something"], "did not meiyou", () => ({
        kind: "not",
        of: { kind: "did", events: [], within: MONTH },
      })),
      choice("did-times", ["做过几次、几天", "Did it so often"], "times days count cishu", () => ({
        kind: "did",
        events: [],
        within: MONTH,
        test: { type: "number", op: ">=", value: 3 },
      })),
      choice("did-sum", ["行为的数值合计、平均", "Sum or average of a property"], "sum average min max heji", () => ({
        kind: "did",
        events: [],
        within: MONTH,
        measure: "sum",
        property: "",
        test: { type: "number", op: ">=", value: 1 },
      })),
      choice("did-date", ["第一次、最近一次的时间", "When first or last"], "first last zuijin", () => ({
        kind: "did_date",
        measure: "last",
        events: [],
        test: { type: "date", op: "longer_ago", value: "30d" },
      })),
      choice("sequence", ["先后顺序", "One after the other"], "sequence then shunxu", () => ({
        kind: "sequence",
        steps: [{ events: [] }, { events: [], within: "1d" }],
        within: MONTH,
      })),
    ],
  },
  {
    name: ["购买", "Purchases"],
    choices: [
      choice("orders", ["买过", "Bought"], "orders bought goumai", () => ({ kind: "orders", within: MONTH })),
      choice("orders-not", ["没有买过", "Did not buy"], "not bought", () => ({
        kind: "not",
        of: { kind: "orders", within: MONTH },
      })),
      choice("orders-times", ["购买次数", "Number of purchases"], "orders count cishu", () => ({
        kind: "orders",
        test: { type: "number", op: ">=", value: 2 },
      })),
      choice("orders-money", ["购买金额", "Net revenue"], "net money jine gmv", () => ({
        kind: "orders",
        measure: "net_fen",
        test: { type: "number", op: ">=", value: 100_000 },
      })),
      choice("order-date", ["首单、末单的时间", "First or last purchase"], "first last order shoudan", () => ({
        kind: "order_date",
        measure: "last",
        test: { type: "date", op: "longer_ago", value: "90d" },
      })),
    ],
  },
  {
    name: ["资料", "Profile"],
    choices: [
      choice("trait", ["属性", "A trait"], "trait city shuxing", () => ({
        kind: "trait",
        name: "",
        test: { type: "text", op: "is", value: "" },
      })),
      choice("tag", ["标签", "A tag"], "tag biaoqian", () => ({ kind: "tag", tag: "" })),
      choice("known", ["已识别", "Identified"], "known identified shibie", () => ({ kind: "known" })),
      choice("first_channel", ["首个公域渠道", "First public channel"], "channel qudao laiyuan", () => ({
        kind: "first_channel",
        channels: [],
      })),
    ],
  },
  {
    name: ["好友与群", "Friends and groups"],
    choices: [
      choice("friend", ["是员工的好友", "Friend of our staff"], "relation friend wecom haoyou qiwei", () => ({
        kind: "relation",
        standing: ["friend"],
      })),
      choice("friend-new", ["新加的好友", "New friend"], "relation new friend xinhaoyou", () => ({
        kind: "relation",
        standing: ["friend"],
        within: MONTH,
      })),
      choice("friend-several", ["加了几名员工", "Friend of several staff"], "relation several jige", () => ({
        kind: "relation",
        standing: ["friend"],
        test: { type: "number", op: ">=", value: 2 },
      })),
      choice(
        "friend-lost",
        ["删除了员工，不再有好友", "Deleted staff, no friend left"],
        "relation lost shanchu",
        () => ({
          kind: "all",
          of: [
            { kind: "relation", standing: ["deleted_by_customer"] },
            { kind: "not", of: { kind: "relation", standing: ["friend"] } },
          ],
        }),
      ),
      choice("friend-dropped", ["被员工删除", "Deleted by staff"], "relation dropped beishan", () => ({
        kind: "relation",
        standing: ["deleted_by_staff"],
      })),
      choice("friend-half", ["单向添加，等员工确认", "Half added"], "relation half danxiang", () => ({
        kind: "relation",
        standing: ["half"],
      })),
      choice("friend-way", ["添加方式", "By how they came"], "relation way tianjia fangshi", () => ({
        kind: "relation",
        standing: ["friend"],
        ways: ["1"],
      })),
      choice("group", ["在客户群里", "In a customer group"], "customer group qun", () => ({
        kind: "customer_group",
        standing: ["in"],
      })),
      choice("group-left", ["退出了客户群", "Left a customer group"], "customer group left tuiqun", () => ({
        kind: "customer_group",
        standing: ["left"],
        within: MONTH,
      })),
      choice("friend-never", ["从没加过员工", "Never added anybody"], "relation never", () => ({
        kind: "not",
        of: { kind: "relation" },
      })),
    ],
  },
  {
    name: ["触达", "Reach"],
    choices: [
      choice("reachable", ["可触达", "Reachable"], "reachable chuda", () => ({ kind: "reachable" })),
      choice("consent", ["同意", "Consent"], "consent tongyi", () => ({ kind: "consent", purpose: "marketing" })),
    ],
  },
  {
    name: ["分层", "Layers"],
    choices: [
      choice("aipl", ["AIPL 阶段", "AIPL stage"], "aipl", () => ({ kind: "aipl", stages: ["P"] })),
      choice("life_cycle", ["生命周期", "Life-cycle"], "life cycle shengming", () => ({
        kind: "life_cycle",
        stages: ["dormant"],
      })),
      choice("tier", ["粉丝层级", "Fan tier"], "tier fans fensi", () => ({ kind: "tier", tiers: ["devoted"] })),
      choice("intimacy", ["亲密度", "Intimacy"], "intimacy qinmi", () => ({
        kind: "intimacy",
        test: { type: "number", op: ">=", value: 80 },
      })),
      choice("trust", ["信任阶段", "Trust"], "trust xinren", () => ({ kind: "trust", stages: ["friend", "family"] })),
    ],
  },
  {
    name: ["组合", "Combine"],
    choices: [
      choice("segment", ["在另一个人群里", "In another segment"], "segment renqun", () => ({
        kind: "segment",
        name: "",
      })),
      choice("bucket", ["随机分组", "Random split"], "bucket random suiji", () => ({
        kind: "bucket",
        salt: "",
        to: 5000,
      })),
      choice("any", ["满足其中一个", "Any of these"], "any or huozhe", () => ({ kind: "any", of: [] })),
      choice("all", ["全部满足", "All of these"], "all and bingqie", () => ({ kind: "all", of: [] })),
      choice("as_of", ["在过去的某个时点", "At an earlier moment"], "as of earlier guoqu", () => ({
        kind: "as_of",
        ago: "7d",
        of: { kind: "aipl", stages: ["I"] },
      })),
    ],
  },
];

export function choiceOf(key: string): Choice | undefined {
  return CHAPTERS.flatMap((chapter) => chapter.choices).find((one) => one.key === key);
}
