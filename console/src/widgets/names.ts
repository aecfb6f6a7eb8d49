import { type Language, language } from "@/lib/language";

type Pair = readonly [zh: string, en: string];

const CHANNELS: Record<string, Pair> = {
  douyin: ["抖音", "Douyin"],
  toutiao: ["头条", "Toutiao"],
  xiaohongshu: ["小红书", "Xiaohongshu"],
  weibo: ["微博", "Weibo"],
  bilibili: ["B站", "Bilibili"],
  kuaishou: ["快手", "Kuaishou"],
  zhihu: ["知乎", "Zhihu"],
  wechat_ads: ["微信广告", "WeChat Ads"],
  wechat_channels: ["视频号", "WeChat Channels"],
  tmall: ["天猫", "Tmall"],
  taobao: ["淘宝", "Taobao"],
  jd: ["京东", "JD"],
  pinduoduo: ["拼多多", "Pinduoduo"],
  doudian: ["抖店", "Douyin Shop"],
  wxshop: ["微信小店", "WeChat Shop"],
  meituan: ["美团", "Meituan"],
  stores: ["门店", "Stores"],
  search: ["搜索引擎", "Search"],
  referral: ["外部链接与转介绍", "Referral"],
  direct: ["直接访问", "Direct"],
  unknown: ["未知", "Unknown"],
  youzan: ["有赞", "Youzan"],
  wecom: ["企业微信", "WeCom"],
  wechat_mp: ["公众号", "Official Account"],
  miniprogram: ["小程序", "Mini Program"],
  website: ["官网", "Website"],
  app: ["APP", "App"],
  sms: ["短信", "SMS"],
  email: ["邮件", "Email"],
  phone_call: ["电话", "Phone call"],
  all: ["全部渠道", "All channels"],
};

const PLATFORMS: Record<string, Pair> = {
  ...CHANNELS,
  oceanengine: ["巨量引擎", "Ocean Engine"],
  xiaohongshu: ["小红书聚光", "Xiaohongshu Ads"],
  kuaishou: ["快手磁力", "Kuaishou Ads"],
  tencent_ads: ["腾讯广告", "Tencent Ads"],
};

const NAMESPACES: Record<string, Pair> = {
  member_no: ["会员号", "Member no."],
  user_id: ["用户编号", "User ID"],
  wechat_unionid: ["微信 UnionID", "WeChat UnionID"],
  wecom_external: ["企微外部联系人", "WeCom contact"],
  wechat_openid: ["微信 OpenID", "WeChat OpenID"],
  douyin_unionid: ["抖音 UnionID", "Douyin UnionID"],
  douyin_openid: ["抖音 OpenID", "Douyin OpenID"],
  doudian_openid: ["抖店买家", "Douyin Shop buyer"],
  youzan_openid: ["有赞买家", "Youzan buyer"],
  taobao_omid: ["淘宝会员通", "Taobao member"],
  taobao_ouid: ["淘宝买家", "Taobao buyer"],
  jd_openid: ["京东买家", "JD buyer"],
  xhs_openid: ["小红书买家", "Xiaohongshu buyer"],
  kuaishou_openid: ["快手买家", "Kuaishou buyer"],
  bilibili_openid: ["B站用户", "Bilibili user"],
  weibo_uid: ["微博用户", "Weibo user"],
  phone: ["手机号", "Phone"],
  email: ["邮箱", "Email"],
  device: ["设备", "Device"],
  anonymous: ["匿名访客", "Anonymous visitor"],
};

const PURPOSES: Record<string, Pair> = {
  service: ["服务通知", "Service"],
  marketing: ["营销", "Marketing"],
  profiling: ["个性化分析", "Profiling"],
  sharing: ["向第三方提供", "Sharing"],
  ads: ["广告投放", "Ads"],
};

const TRAITS: Record<string, Pair> = {
  name: ["姓名", "Name"],
  phone: ["手机号", "Phone"],
  email: ["邮箱", "Email"],
  city: ["城市", "City"],
  gender: ["性别", "Gender"],
  birthday: ["生日", "Birthday"],
  home_store: ["归属门店", "Home store"],
  owner: ["已是车主", "Owner"],
  nickname: ["昵称", "Nickname"],
  address: ["地址", "Address"],
  source: ["从哪来", "Came by"],
  wecom_type: ["微信还是企业微信", "WeChat or WeCom"],
};

const ORDER_STATES: Record<string, Pair> = {
  placed: ["待付款", "Placed"],
  paid: ["已付款", "Paid"],
  partly_refunded: ["部分退款", "Partly refunded"],
  refunded: ["已退款", "Refunded"],
  cancelled: ["已取消", "Cancelled"],
  withdrawn: ["已撤回", "Withdrawn"],
};

const ROLES: Record<string, Pair> = {
  admin: ["管理员", "Administrator"],
  operator: ["运营", "Operator"],
  viewer: ["访客", "Viewer"],
  guide: ["导购", "Guide"],
};

const UNIT_KINDS: Record<string, Pair> = {
  headquarters: ["总部", "Headquarters"],
  region: ["大区", "Region"],
  dealer: ["经销商", "Dealer"],
  store: ["门店", "Store"],
};

const AIPL: Record<string, Pair> = {
  A: ["认知", "Aware"],
  I: ["兴趣", "Interest"],
  P: ["购买", "Purchase"],
  L: ["忠诚", "Loyal"],
};

const TRUST: Record<string, Pair> = {
  stranger: ["陌生人", "Stranger"],
  acquaintance: ["熟人", "Acquaintance"],
  friend: ["朋友", "Friend"],
  family: ["家人", "Family"],
};

const PERMISSIONS: Record<string, Pair> = {
  "people.read": ["查看客户（个人信息打码）", "See people, masked"],
  "people.reveal": ["查看个人信息（留痕）", "Reveal personal data"],
  "people.change": ["改标签与同意，合并拆分", "Change tags, consent, merge, split"],
  "people.export": ["导出一个人的全部资料", "Export a person"],
  "people.erase": ["删除一个人", "Erase a person"],
  "events.read": ["查看事件", "See events"],
  "events.manage": ["处理隔离区与重放", "Release and replay events"],
  "sources.manage": ["管理来源与写入密钥", "Manage sources"],
  "imports.run": ["导入文件", "Run imports"],
  "orders.read": ["查看订单", "See orders"],
  "reports.read": ["查看报表", "See reports"],
  "staff.manage": ["管理员工与组织", "Manage staff and units"],
  "touchpoints.manage": ["管理短链与活码", "Manage links and codes"],
  "sends.manage": ["群发：新建、发起、停止、提醒", "Plan, start and stop mass sends"],
  "connectors.manage": ["管理连接器", "Manage connectors"],
  "tokens.manage": ["管理接口令牌", "Manage tokens"],
  "audit.read": ["查看审计日志", "Read the audit log"],
  "system.read": ["查看系统状态", "See system health"],
  "system.manage": ["管理系统", "Manage the system"],
};

const KINDS: Record<string, Pair> = {
  track: ["行为", "Track"],
  identify: ["识别身份", "Identify"],
  alias: ["关联身份", "Alias"],
  group: ["归入组织", "Group"],
  page: ["浏览页面", "Page"],
  screen: ["浏览屏幕", "Screen"],
};

function namer(pairs: Record<string, Pair>) {
  return (name: string, chosen: Language = language.get()): string => pairs[name]?.[chosen === "zh" ? 0 : 1] ?? name;
}

export const channelName = namer(CHANNELS);
/** An account stands with a platform, which may bring people of a channel with another name. */
export const platformName = namer(PLATFORMS);
export const purposeName = namer(PURPOSES);
export const traitName = namer(TRAITS);
export const orderStateName = namer(ORDER_STATES);
export const roleName = namer(ROLES);
export const unitKindName = namer(UNIT_KINDS);
export const kindName = namer(KINDS);
export const aiplName = namer(AIPL);
export const trustName = namer(TRUST);
export const TRUST_NAMES = Object.keys(TRUST);
export const permissionName = namer(PERMISSIONS);
export const CHANNEL_NAMES = Object.keys(CHANNELS).filter((name) => name !== "all");
export const PURPOSE_NAMES = Object.keys(PURPOSES);
export const PERMISSION_NAMES = Object.keys(PERMISSIONS);

const plainNamespace = namer(NAMESPACES);

/** This will name the kind of an identifier; what a scoped one is valid in stays behind it: `微信 OpenID`. */
export function namespaceName(namespace: string, chosen?: Language): string {
  return plainNamespace(namespace.split(":")[0] ?? namespace, chosen);
}
