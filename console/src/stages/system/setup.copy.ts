import { copy } from "@/lib/language";
import type { WeComName } from "@/widgets/steps.rules";

type Words = { name: string; why: string; go: string };

export const WECOM_STEPS = copy(
  {
    connected: {
      name: "接入企业微信",
      why: "填企业 ID 和一个自建应用的 AgentId、Secret。打开这一页时会真的去问企业微信认不认得我们、能不能读客户。",
      go: "去接入",
    },
    heard: {
      name: "收到企业微信的回调",
      why: "客户加好友、删除、进群都靠回调告诉我们。在企业微信后台填好接收地址，保存时它会发来第一次验证。",
      go: "看回调地址",
    },
    synced: {
      name: "同步员工、客户和客户群",
      why: "第一次对账把接入之前的好友关系都读进来，以后每晚 2:10 自动对一次。",
      go: "去对账",
    },
    code: {
      name: "挂出一个活码",
      why: "一张印出去就不用再换的码：后面是谁、欢迎语、标签随时可改。",
      go: "去建活码",
    },
    welcomed: {
      name: "第一位客户扫码，收到欢迎语",
      why: "用一个还没加过的微信扫一下。欢迎语要在 20 秒内发出，迟了或被别的系统抢先都会写明。",
      go: "看活码",
    },
    sent: {
      name: "第一次群发有员工确认",
      why: "群发由员工在企业微信里确认才会发出；建一个只发给自己的，走一遍。",
      go: "去群发",
    },
  } satisfies Record<WeComName, Words>,
  {
    connected: {
      name: "connect WeCom",
      why: "The corp's id, and an app's AgentId and Secret. This page really asks WeCom whether it knows us and lets us read customers.",
      go: "Connect",
    },
    heard: {
      name: "a callback came",
      why: "Callbacks tell of adds, deletions and groups. Enter our address in WeCom's console; saving it there sends the first.",
      go: "The address",
    },
    synced: {
      name: "staff, customers and groups are read",
      why: "The first comparison reads what was there before us; from then on it runs every night at 2:10.",
      go: "Compare",
    },
    code: {
      name: "a live code hangs out",
      why: "Printed once: who is behind it, what they say and which tags they give may change any time.",
      go: "Make a code",
    },
    welcomed: {
      name: "the first customer is welcomed",
      why: "Scan it with a WeChat that is no contact yet. A welcome has 20 seconds; if it is late or taken this says so.",
      go: "Live codes",
    },
    sent: {
      name: "the first mass send is confirmed",
      why: "Staff confirm a send in WeCom before it leaves; try one that goes to yourself only.",
      go: "Mass sends",
    },
  },
);

/** What was found, and what to do about it; the English is the server's own. */
export const FOUND: Record<string, (fact: string) => [said: string, fix?: string]> = {
  no_connector: () => ["还没有接入"],
  paused: () => ["连接器都暂停着", "在连接器里恢复它。"],
  app_answers: (fact) => [`企业微信认得我们：应用“${fact}”`],
  contacts_readable: (fact) => [`企业微信认得我们，${fact} 名员工可以有客户`],
  app_off: (fact) => [`应用“${fact}”已停用`, "在企业微信后台 › 应用管理里启用它。"],
  app_unknown: () => ["Secret 和 AgentId 不是同一个应用的", "从应用详情页同一处重新复制，在连接器里换。"],
  secret_wrong: () => ["企业微信不认这个 Secret", "在应用管理里重新复制 Secret，在连接器里换；十分钟后会再试。"],
  corp_unknown: () => ["企业微信没有这个企业 ID", "在我的企业 › 企业信息里复制企业 ID，重新接入。"],
  address_not_trusted: (fact) => [
    `企业微信不信任这台服务器的地址${fact ? ` ${fact}` : ""}`,
    "在应用管理 › 这个应用 › 企业可信IP 里加上它，约一分钟后生效。",
  ],
  too_fast: () => ["调用太频繁，或 Secret 错得太多次", "等一小时再看；别的系统是不是也在用这个应用？"],
  unreachable: () => ["连不上企业微信", "让这台服务器能访问 qyapi.weixin.qq.com 的 443 端口：检查防火墙、代理和 DNS。"],
  answer_strange: () => ["有东西回答了，但不像企业微信", "检查中间的代理，或连接器的接口地址。"],
  contacts_forbidden: () => [
    "这个应用不能读客户",
    "在客户与上下游 › 客户联系 › API › 可调用接口的应用里勾选这个应用。",
  ],
  nobody_has_contacts: () => [
    "应用能看到的员工里，没有人可以有客户",
    "在客户联系 › 权限配置 › 使用范围里加上员工，并放进应用的可见范围。",
  ],
  heard: () => ["回调收得到"],
  not_heard_lately: (fact) => [`最近一次回调：${fact}`],
  callbacks_refused: () => [
    "回调来了，但都被拒绝了",
    "到“连接器”里点“检测连接”：会说明是 Token、密钥还是企业ID 对不上，怎么改。",
  ],
  never_heard: (fact) => [
    "还没收到过回调",
    `在应用管理 › 这个应用 › 接收消息 › 设置API接收里填 ${fact} 以及连接器给的 Token 和 EncodingAESKey。`,
  ],
  never_synced: () => ["还没有对过账", "在“关系 › 对账”里点“现在对账”。"],
  sync_running: (fact) => [`正在读，员工 ${fact}`],
  sync_withheld: (fact) => [
    `企业微信里看不到 ${fact} 位好友了，太多，先没有当作流失`,
    "是不是换了应用或 Secret？到“关系 › 对账”里看，确实都走了再确认。",
  ],
  sync_failed: (fact) => [`上次没有读完：${fact}`, "修好以后再点一次“现在对账”，会从断开的地方接着读。"],
  synced: (fact) => [`读到 ${fact} 条好友关系`],
  no_code: () => ["还没有活码"],
  code_not_shown: (fact) => [`“${fact}”在企业微信那边还没生成，或现在没有人在班`, "打开它看健康状态，会写明缺什么。"],
  code_hung: (fact) => [`“${fact}”后面有人`],
  nobody_came: () => ["还没有人扫码加好友"],
  no_welcome: () => ["有人来了，但活码没有写欢迎语", "给活码写上欢迎语。"],
  welcome_waiting: () => ["欢迎语正在发"],
  welcome_late: () => [
    "超过 20 秒才轮到，欢迎语没发出去",
    "多半是回调来得晚：检查这台服务器到企业微信的网络和后台任务。",
  ],
  welcome_taken: () => [
    "别的应用或企业微信后台先发了欢迎语",
    "在企业微信后台关掉同一批员工的欢迎语，或停掉别的系统的。",
  ],
  welcome_failed: (fact) => [`企业微信没有发：${fact}`, "按它说的改活码的欢迎语。"],
  welcomed: () => ["有人收到了欢迎语"],
  no_send: () => ["还没有群发过"],
  not_started: () => ["有一条建好了还没开始", "打开它，点开始。"],
  unconfirmed: (fact) => [`${fact} 名员工还没有确认`, "在企业微信里确认，或在群发页提醒他们。"],
  confirmed: (fact) => [`确认过 ${fact} 次`],
};
