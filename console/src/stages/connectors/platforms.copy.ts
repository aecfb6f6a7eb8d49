import { copy } from "@/lib/language";

export interface Platform {
  channel: string;
  /** What the platform calls our account there, and what it signs with; without the latter, we draw it. */
  id: string;
  secret: string;
  /** It is asked in our account's name too, so that it has a secret for asking, and ones that we draw for its callbacks. */
  asked?: true;
}

export const PLATFORMS: Platform[] = [
  { channel: "wechat_mp", id: "AppID", secret: "AppSecret", asked: true },
  { channel: "miniprogram", id: "AppID", secret: "AppSecret", asked: true },
  { channel: "oceanengine", id: "App ID", secret: "Secret" },
  { channel: "xiaohongshu", id: "广告主 ID", secret: "Token" },
  { channel: "kuaishou", id: "广告主 ID", secret: "" },
  { channel: "tencent_ads", id: "推广账户 ID", secret: "" },
  { channel: "bilibili", id: "广告主 ID", secret: "Secret" },
  { channel: "douyin", id: "Client Key", secret: "Client Secret" },
  { channel: "weibo", id: "App Key", secret: "App Secret" },
  { channel: "doudian", id: "App Key", secret: "App Secret" },
  { channel: "wxshop", id: "AppID", secret: "" },
  { channel: "youzan", id: "client_id", secret: "client_secret" },
];

export const WORDS = copy(
  {
    connect: "接入公域平台",
    add: "接入",
    platform: "平台",
    brings: {
      wechat_mp: "关注、扫码、消息，以及订阅消息的余额",
      miniprogram: "订阅消息的余额、客服消息",
      oceanengine: "线索，推送加拉取（巨量广告、飞鱼）",
      xiaohongshu: "聚光表单线索",
      kuaishou: "磁力线索，由中转工具推送",
      tencent_ads: "广告线索，由中转工具推送",
      bilibili: "落地页线索",
      douyin: "私信、关注、点赞",
      weibo: "私信、关注",
      doudian: "订单消息",
      wxshop: "订单消息",
      youzan: "订单消息",
    } as Record<string, string>,
    title: "显示名称",
    titleHint: "你怎么叫它，如：品牌抖音号",
    slug: "地址中的名字",
    slugWhy: "会出现在回调地址里，以后不能改",
    slugRule: "2 到 40 个小写字母、数字、横线或下划线",
    idWhy: "在平台的开发者后台或投放后台",
    secretWhy: "平台给的密钥，用来核对每一条回调；保存后不再显示",
    askWhy: "在公众平台的开发设置里；用来取访问凭证，保存后不再显示",
    drawn: "密钥由活水生成，下一步只显示一次，填到平台或中转工具里。",
    missing: "这一项要填",
    unverified: "未经平台核实",
    unverifiedWhy: {
      oceanengine: "签名放在哪个请求头、线索是否走推送，没有在官方文档里读到。接好后请先用一条真实线索核对。",
      xiaohongshu:
        "X-Red-Signature 按 HMAC-SHA1 计算，这是示例最自然的读法，官方没有写明。接好后请先用一条真实线索核对。",
      kuaishou: "没有找到官方的线索推送文档：由中转工具按活水的签名推送。",
      tencent_ads: "没有找到官方的线索推送文档：由中转工具按活水的签名推送。",
      bilibili: "签名算法已验算，字段名没有在官方文档里读到。",
      weibo: "依据 2014 年的粉丝服务平台文档；它只签时间戳，不签正文，所以一个时间戳只认一次。",
      doudian: "签名由两份独立实现印证，消息字段没有在官方文档里核对。",
      youzan: "两种签名都认；消息种类和字段没有在官方文档里核对。",
    } as Record<string, string>,
    probeWhy: "看看平台的回调收到没有、有没有没处理成的。",
    ring: "发送测试回调",
    rang: "测试回调已收下：地址通、签名对",
    deaf: (status: number) => `没有收下（HTTP ${status}）：看看回调地址前面的代理。`,
    ringWhy: "由活水签一条不含任何人信息的回调，从你的浏览器走一遍真实的回调地址。",
    entered: "已填到平台",
    enter: "填到平台后台",
    once: "下面的内容填到平台后台的消息推送（Webhook）设置里；密钥只显示这一次。",
    address: "把这个回调地址填到平台后台的消息推送（Webhook）设置里。",
  },
  {
    connect: "Connect a public platform",
    add: "Connect",
    platform: "Platform",
    brings: {
      wechat_mp: "followers, scans, messages, and what they allowed to be sent",
      miniprogram: "what people allowed to be sent, and their messages",
      oceanengine: "leads, pushed and pulled",
      xiaohongshu: "leads of forms",
      kuaishou: "leads, brought by a relay",
      tencent_ads: "leads, brought by a relay",
      bilibili: "leads of landing pages",
      douyin: "private messages, follows, likes",
      weibo: "private messages, follows",
      doudian: "orders",
      wxshop: "orders",
      youzan: "orders",
    } as Record<string, string>,
    title: "Title",
    titleHint: "what you call it: the brand's Douyin",
    slug: "Name in the address",
    slugWhy: "stands in the callback address, for ever",
    slugRule: "2 to 40 lower-case letters, digits, dashes or underscores",
    idWhy: "in the platform's console",
    secretWhy: "the platform's; every callback is checked with it. Never shown again here",
    askWhy: "in the platform's development settings; we ask for access tokens with it. Never shown again here",
    drawn: "We draw the secret; it is shown once, to be entered at the platform or the relay.",
    missing: "this is needed",
    unverified: "not verified",
    unverifiedWhy: {} as Record<string, string>,
    probeWhy: "Whether the platform's callbacks come, and whether any could not be read.",
    ring: "Ring the door",
    rang: "The callback was taken: the address leads here and the signature holds",
    deaf: (status: number) => `It was not taken (HTTP ${status}): look at the proxy before the callback address.`,
    ringWhy: "We sign a callback that says nothing about anybody; your browser brings it to the real address.",
    entered: "It is entered",
    enter: "Enter at the platform",
    once: "Enter this where the platform asks for an address of callbacks; secrets are shown this once.",
    address: "Enter this address where the platform asks for an address of callbacks.",
  },
);

export function isPlatform(channel: string): boolean {
  return PLATFORMS.some((one) => one.channel === channel);
}
