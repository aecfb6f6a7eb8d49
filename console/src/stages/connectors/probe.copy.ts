import type { Found, Symptom } from "./connectors.api";

/** Why leads could not be pulled, and what to do about it. */
export const PULL_PROBLEMS: Record<string, [said: string, advice: string]> = {
  grant_ended: ["拉取线索的授权已失效", "重新授权应用，把新的授权码填进“拉取”。没拉到的时段会自动补上。"],
  grant_broken_off: [
    "续期拉取授权时断了：服务器停机或断网，正好在巨量给出新令牌之后、存到磁盘之前",
    "重新授权应用，把新的授权码填进“拉取”。线索不会丢，没拉到的时段会自动补上。",
  ],
  no_permission: [
    "授权没有覆盖这个广告主，或应用没有线索权限",
    "应用要有“线索管理”权限，授权的人要能看到这个广告主；然后重新授权。",
  ],
  secret_wrong: ["巨量引擎不认这个 Secret", "从开放平台 › 应用管理重新复制 Secret，用上面的“换 Secret”填进来。"],
  too_fast: [
    "拉取太频繁，平台让我们歇一会儿",
    "不用处理，稍后自动再试；一直这样的话，看看有没有别的系统也在用这个应用。",
  ],
  unreachable: ["连不上巨量引擎", "让这台服务器能访问 api.oceanengine.com 的 443 端口；稍后自动再试。"],
  answer_strange: ["有东西回答了，但不像巨量引擎", "检查中间的代理，或这个连接器的接口地址。"],
  declined: ["巨量引擎拒绝了", "按返回码查开放平台的“返回码”文档。"],
};

/** By which check callbacks were refused, and what that usually means. */
const REFUSED: Record<string, [said: string, advice: string]> = {
  signature: [
    "签名对不上",
    "多半是平台后台填的 Token（或密钥）和这里的不是同一个：用上面的“换 Secret”或“换回调密钥”，两边填成一样。",
  ],
  seal: ["没有加密", "在平台后台把消息加解密方式改成安全模式，并填上 EncodingAESKey。"],
  timestamp: ["时间太旧", "看看这台服务器的时钟准不准；时钟没问题的话，是有人把旧回调又送了一遍，不用处理。"],
  receiver: ["是给另一个企业或应用加密的", "核对接入时填的企业ID / AppID 是不是这个账号的。"],
  corp: ["说的是另一个企业", "核对接入时填的企业ID 是不是这个账号的。"],
  unreadable: ["内容不是平台的格式", "检查中间有没有代理改了内容，或者这个地址被填到了别的推送里。"],
};
const OTHER_KEY: [string, string] = [
  "解不开",
  "平台后台填的 EncodingAESKey 和这里的不是同一个：用上面的“换回调密钥”，两边填成一样。",
];

/** This will say by which check something was refused. */
export function refusedBy(check: string): [said: string, advice: string] {
  return REFUSED[check] ?? OTHER_KEY;
}

type Said = (found: Found) => [said: string, advice?: string];

/** What was found, and what to do about it; the English is the server's own. */
const CHINESE: Record<Symptom, Said> = {
  app_answers: ({ fact }) => [`企业微信认得我们：应用“${fact}”`],
  app_off: ({ fact }) => [`应用“${fact}”已停用`, "在企业微信后台 › 应用管理 › 这个应用里启用它。"],
  app_unknown: () => ["Secret 和 AgentId 不是同一个应用的", "从应用详情页同一处重新复制 AgentId 和 Secret。"],
  secret_wrong: () => [
    "企业微信不认这个 Secret",
    "回到应用管理 › 这个应用，重新复制 Secret，用上面的“换 Secret”填进来。填错后会停十分钟再试，免得被企业微信封一小时。",
  ],
  corp_unknown: () => ["企业微信没有这个企业ID", "在我的企业 › 企业信息最下方复制企业ID（ww 开头），重新接入。"],
  address_not_trusted: ({ fact }) => [
    `企业微信不信任这台服务器的地址${fact ? ` ${fact}` : ""}`,
    `在应用管理 › 这个应用 › 企业可信IP 里加上${fact || "这台服务器的公网 IP"}，约一分钟后生效。`,
  ],
  too_fast: () => ["调用太频繁，或 Secret 错得太多次", "等一小时再试；看看有没有别的系统也在用这个应用。"],
  unreachable: () => ["连不上企业微信", "让这台服务器能访问 qyapi.weixin.qq.com 的 443 端口：检查防火墙、代理和 DNS。"],
  answer_strange: () => ["有东西回答了，但不像企业微信", "检查中间的代理，或这个连接器的接口地址。"],
  declined: ({ said }) => [said, "按错误码查企业微信的“全局错误码”文档。"],
  contacts_readable: ({ fact }) => [`${fact} 名员工可以有客户`],
  contacts_forbidden: () => [
    "这个应用不能读客户",
    "在客户与上下游 › 客户联系 › API › 可调用接口的应用里勾选这个应用。",
  ],
  nobody_has_contacts: () => [
    "应用能看到的员工里，没有人可以有客户",
    "在客户联系 › 权限配置 › 使用范围里加上员工，并把他们放进应用的可见范围。",
  ],
  heard: ({ fact }) => [`最近一次回调：${fact}`],
  never_heard: ({ fact }) => [
    "还没收到过企业微信的回调",
    `在应用管理 › 这个应用 › 接收消息 › 设置API接收里填 ${fact} 以及 Token 和 EncodingAESKey。`,
  ],
  never_pushed: ({ fact }) => [
    "还没收到过平台的回调",
    `在平台后台的消息推送（Webhook）设置里填 ${fact}，再点“发送测试回调”。`,
  ],
  callbacks_refused: ({ fact }) => [`回调来了，但${refusedBy(fact)[0]}，都拒绝了`, refusedBy(fact)[1]],
  not_heard_lately: ({ fact }) => [
    `${fact} 之后没有收到回调`,
    "看看平台后台的回调地址有没有被改掉，外网能不能访问到。",
  ],
  pulled: ({ fact }) => [fact ? `最近一次拉取线索：${fact}` : "一分钟内开始拉取线索"],
  pull_failed: ({ fact, said, advice }) => PULL_PROBLEMS[fact] ?? [said, advice],
  pull_not_authorized: () => ["线索只靠推送：还没有授权拉取", "在“拉取”里填授权码，漏推的线索也能补回来。"],
  letters_stuck: ({ fact }) => [`${fact} 条回调没处理成`, "在“回调”里看原因，修好后点“全部重试”。"],
};

/** What is another thing to do for an official account or a mini-program. */
const OF_WECHAT: Partial<Record<Symptom, Said>> = {
  app_answers: ({ fact }) => [`微信公众平台认得我们：${fact}`],
  secret_wrong: () => [
    "微信不认这个 AppSecret",
    "在公众平台 › 设置与开发 › 基本配置里重置，用上面的“换 Secret”填进来；十分钟后再试。",
  ],
  corp_unknown: () => ["微信没有这个 AppID", "在公众平台 › 设置与开发 › 基本配置里复制 AppID（wx 开头），重新接入。"],
  address_not_trusted: () => [
    "微信不信任这台服务器的地址",
    "在公众平台 › 设置与开发 › 基本配置 › IP白名单里加上这台服务器的公网 IP，几分钟后生效。",
  ],
  too_fast: () => ["今天的调用次数用完了", "北京时间零点重新计；看看有没有别的系统也在用这个账号。"],
  unreachable: () => ["连不上微信", "让这台服务器能访问 api.weixin.qq.com 的 443 端口：检查防火墙、代理和 DNS。"],
  answer_strange: () => ["有东西回答了，但不像微信", "检查中间的代理，或这个连接器的接口地址。"],
  declined: ({ said }) => [said, "按错误码查微信的“全局返回码”文档。"],
  never_heard: ({ fact }) => [
    "还没收到过微信的回调",
    `在公众平台 › 设置与开发 › 基本配置 › 服务器配置里填 ${fact} 以及 Token 和 EncodingAESKey，加密方式选安全模式。`,
  ],
};

/** This will say a finding about an account in the operator's language. */
export function saidOf(found: Found, language: "zh" | "en", wechat = false): [said: string, advice?: string] {
  if (language === "en") return [found.said, found.advice];
  return ((wechat && OF_WECHAT[found.symptom]) || CHINESE[found.symptom])(found);
}
