import { copy, inLanguage } from "@/lib/language";
import { Refused, UNREACHABLE } from "./client";
import type { RefusalCode } from "./refusals.gen";

type Facts = Record<string, unknown>;
type Sentence = string | ((facts: Facts) => string);

/** What each refusal means to an operator; the English is the server's own sentence. */
const CHINESE: Partial<Record<RefusalCode | typeof UNREACHABLE, Sentence>> = {
  [UNREACHABLE]: "服务器没有回应。检查网络，或看看活水是否在运行。",
  AlreadyExpired: "到期时间已经过去，选一个将来的时间。",
  BeyondYourself: (f) => `你不能给出或管理超过自己权限的东西：${f.what}。`,
  DatabaseUnavailable: "数据库暂时没有回应，什么都没有改动。稍后再试。",
  Defect: "我们这边出了问题，已经记录下来。",
  EmptyUpload: "文件是空的。",
  ErasureRunning: "这个人正在被删除，等它完成。",
  ForgedRequest: "这次请求没有带上会话凭证。刷新页面再试。",
  ImportRunning: "这次导入还在进行，等它结束再操作。",
  IntakeBusy: "正在收的事件太多，这一批没有收下。稍后再试。",
  IntakeUnavailable: "暂时收不了事件，什么都没有保存。稍后再试。",
  LastAdmin: "这是总部最后一个能登录的管理员，先指定另一个。",
  LinkRefused: "这两个标识不能连在一起：有规则或人工决定不允许。",
  LoginRefused: "账号和密码不匹配。",
  LoginThrottled: (f) => `尝试次数太多，请 ${f.retry_after} 秒后再试。`,
  NoEvidence: "请写明依据，例如“门店纸质同意书 2026-11-01”。",
  NoReason: "请写明原因，它会留在审计日志里。",
  NoSuchImport: "没有这次导入。",
  NoSuchOrder: "没有这笔订单，或者它不在你的数据范围内。",
  NoSuchPerson: "没有这个人，或者不在你的数据范围内。",
  NoSuchQuarantined: "这条事件已经不在隔离区。",
  NoSuchReceipt: "没有这张回执。",
  NoSuchReview: "没有这条待核对的记录。",
  NoSuchRoute: "没有这个接口。控制台和服务器的版本可能不一致，刷新页面。",
  NoSuchSegment: (f) => `没有人群“${f.name ?? ""}”。`,
  NoSuchSource: "没有这个来源。",
  NoSuchStaff: "没有这位员工。",
  NoSuchToken: "没有这个令牌。",
  NoSuchTrait: "没有这个属性。",
  NoSuchUnit: (f) => `没有组织“${f.unit ?? ""}”。`,
  NotAConsent: "这不是一条能记录的同意：检查用途和渠道。",
  NotACursor: "这一页已经翻不动了，从头再看。",
  NotALogin: "登录名用 2 到 100 个字母、数字或 . _ - @ +，不要空格。",
  NotAMapping: (f) => `列的对应关系读不懂：${f.why}`,
  NotAPeriod: "这段时间不成立：开始要早于结束。",
  NotAPlace: "这一页已经翻不动了，从头再看。",
  NotAPolicy: "没有这种取值规则。",
  NotASegment: (f) => `这个条件读不懂${f.path ? `（${f.path}）` : ""}：${f.what}`,
  NotATag: "标签不能为空，也不能超过 64 个字。",
  NotAnIdentifier: (f) => `“${f.ref}”不是一个标识。写成“类型:值”，如 phone:13800000000。`,
  NotOnePerson: (f) => `“${f.a}”和“${f.b}”不是同一个人，没有可解释或可拆的。`,
  NotPermitted: (f) => `你的角色没有“${f.permission}”这项权限。需要的话请管理员调整。`,
  NotRecyclable: "这种标识不会被回收再用。",
  NothingToSplit: "这个标识本来就是单独的，没有可拆的。",
  NothingToUndo: "这次导入没有可以撤销的内容。",
  OutOfReach: "这一步会影响到全部组织，只有总部成员可以做。",
  ReviewDecided: "已经有人处理过这条记录。",
  SegmentChanged: "你编辑的时候，别人保存了新版本。重新打开再改。",
  SegmentCircle: "人群不能绕一圈引用到自己。",
  SegmentExists: (f) => `已经有人群叫“${f.name ?? ""}”，换个名字。`,
  SegmentInUse: "这个人群正被别处使用，先去掉引用再删除。",
  SessionEnded: "登录已过期，请重新登录。",
  SourceExists: (f) => `已经有来源叫“${f.name ?? ""}”，换个名字。`,
  StaffExists: (f) => `登录名“${f.login ?? ""}”已经有人用了。`,
  TokenRefused: "令牌无效、已过期或已撤销。",
  TooDeep: "条件嵌套太深，最多 8 层。",
  TooManyConditions: "条件太多，最多 100 个。",
  TraitDoesNotFit: "这个属性的值和比较方式不匹配。",
  Unauthenticated: "请先登录。",
  Unfit: "填写的内容有不合适的地方。",
  UnitExists: (f) => `已经有代码为“${f.code ?? ""}”的组织。`,
  UnitMisplaced: "组织的层级顺序是总部、大区、经销商、门店。",
  UnknownNamespace: "没有这种标识类型。",
  UploadGone: "上传的文件已经不在，请重新上传。",
  UploadTooLarge: "文件太大，请拆开再传。",
  WeakPassword: "密码太容易猜到：用 10 个以上字符，不要和登录名相似，不要用常见密码。",
};

const PLAIN = copy({ defect: "出了点问题。" }, { defect: "Something went wrong." });

/** This will say what went wrong in the operator's language: by code in Chinese, else in the server's sentence. */
export function explained(error: unknown, language: "zh" | "en"): string {
  if (!(error instanceof Refused)) return inLanguage(PLAIN).defect;
  const sentence = language === "zh" ? CHINESE[error.code as RefusalCode] : undefined;
  if (sentence === undefined) return error.message;
  return typeof sentence === "string" ? sentence : sentence(error.facts);
}
