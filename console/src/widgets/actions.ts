import type { Language } from "@/lib/language";

type Pair = readonly [zh: string, en: string];

/** What the audit log calls things that were done, and how people say it; the groups stand in the filter's order. */
export const ACTION_GROUPS: { name: Pair; actions: Record<string, Pair> }[] = [
  {
    name: ["登录与员工", "Staff"],
    actions: {
      "session.opened": ["登录", "logged in"],
      "session.ended": ["退出登录", "logged out"],
      "staff.hired": ["加了员工", "added a member"],
      "staff.changed": ["改了员工", "changed a member"],
      "unit.created": ["建了组织", "added a unit"],
      "unit.renamed": ["给组织改名", "renamed a unit"],
      "unit.moved": ["移动组织", "moved a unit"],
      "token.created": ["建了接口令牌", "made a token"],
      "token.revoked": ["吊销接口令牌", "revoked a token"],
    },
  },
  {
    name: ["客户", "People"],
    actions: {
      "people.revealed": ["看了个人信息", "revealed personal data"],
      "people.exported": ["导出了一个人的资料", "exported a person"],
      "people.erased": ["删除了一个人", "erased a person"],
      "people.tagged": ["打标签", "put on a tag"],
      "people.untagged": ["去掉标签", "took off a tag"],
      "people.consent.granted": ["记录同意", "recorded a consent"],
      "people.consent.withdrawn": ["记录撤回同意", "recorded a withdrawal"],
      "people.policy.set": ["改了属性取值规则", "changed a trait's rule"],
    },
  },
  {
    name: ["身份", "Identity"],
    actions: {
      "people.merged": ["合并了两个人", "merged two people"],
      "people.split": ["拆分了身份", "split a person"],
      "identity.review.decided": ["判断了一对身份", "decided a review"],
      "identity.link.forbidden": ["设了永不合并", "forbade a link"],
      "identity.link.allowed": ["取消永不合并", "allowed a link"],
      "identity.recycled": ["标记了回收再用的标识", "recycled an identifier"],
    },
  },
  {
    name: ["人群与分析", "Segments and analytics"],
    actions: {
      "segments.created": ["新建人群", "made a segment"],
      "segments.changed": ["改了人群", "changed a segment"],
      "segments.deleted": ["删除人群", "deleted a segment"],
      "segments.exported": ["导出人群", "exported a segment"],
      "segments.watched": ["把人群转为实时", "watched a segment"],
      "segments.unwatched": ["停止实时维护人群", "unwatched a segment"],
      "segments.snapshot": ["给人群留快照", "froze a segment"],
      "layerings.changed": ["改了分层规则", "changed a layering"],
      "metrics.defined": ["定义指标", "defined a metric"],
      "metrics.changed": ["改了指标", "changed a metric"],
      "metrics.retired": ["停用指标", "retired a metric"],
      "experiments.created": ["建了实验", "made an experiment"],
      "experiments.changed": ["改了实验", "changed an experiment"],
      "experiments.started": ["开始实验", "started an experiment"],
      "experiments.stopped": ["停止实验", "stopped an experiment"],
      "intimacy.fit_put_in_force": ["启用亲密度模型", "put an intimacy model in force"],
      "intimacy.score_asked": ["要求计算亲密度", "asked for an intimacy run"],
      "intimacy.fit_asked": ["要求拟合亲密度模型", "asked to fit an intimacy model"],
      "boards.created": ["新建看板", "made a board"],
      "boards.changed": ["改了看板", "changed a board"],
      "questions.saved": ["保存分析", "saved a question"],
      "questions.changed": ["改了保存的分析", "changed a saved question"],
      "boards.deleted": ["删除看板", "deleted a board"],
      "questions.deleted": ["删除保存的分析", "deleted a saved question"],
      "value.run.requested": ["要求计算客户价值", "asked for a value run"],
      "costs.put": ["填了渠道费用", "entered costs"],
    },
  },
  {
    name: ["获客", "Acquiring"],
    actions: {
      "codes.created": ["新建活码", "made a live code"],
      "codes.changed": ["改了活码", "changed a live code"],
      "codes.steps.tried_again": ["重试活码没做成的步骤", "tried failed steps of a code again"],
      "codes.media_added": ["上传活码素材", "added media for codes"],
      "group_codes.created": ["新建群活码", "made a group code"],
      "group_codes.changed": ["改了群活码", "changed a group code"],
      "store_codes.created": ["新建门店码", "made a store code"],
      "store_codes.changed": ["改了门店码", "changed a store code"],
      "stores.described": ["改了门店资料", "described a store"],
      "links.created": ["新建短链", "made a link"],
      "links.changed": ["改了短链", "changed a link"],
      "links.password_set": ["给短链设口令", "set a link's password"],
      "links.password_removed": ["去掉短链口令", "removed a link's password"],
      "pages.created": ["新建落地页", "made a landing page"],
      "pages.changed": ["改了落地页", "changed a landing page"],
      "pages.picture_set": ["换了落地页图片", "set a page's picture"],
      "pages.picture_removed": ["去掉落地页图片", "removed a page's picture"],
      "posters.created": ["新建海报", "made a poster"],
      "posters.changed": ["改了海报", "changed a poster"],
      "posters.picture_set": ["换了海报底图", "set a poster's picture"],
      "posters.picture_removed": ["去掉海报底图", "removed a poster's picture"],
      "leads.marked": ["标记线索", "marked a lead"],
      "leads.revealed": ["看了线索的个人信息", "revealed a lead"],
      "leads.exported": ["导出线索", "exported leads"],
    },
  },
  {
    name: ["客户关系", "Relations"],
    actions: {
      "relations.assigned": ["把企微员工归到组织", "assigned staff to a unit"],
      "relations.marked": ["给好友打或去标签", "tagged a contact"],
      "relations.tags.added": ["新建企微标签", "made tags"],
      "relations.tags.renamed": ["改了企微标签的名字", "renamed a tag"],
      "relations.tags.removed": ["删了企微标签", "deleted a tag"],
      "relations.group.tagged": ["改了群标签", "tagged a group"],
      "relations.group_welcome.added": ["新建了入群欢迎语", "made a group welcome"],
      "relations.group_welcome.changed": ["改了入群欢迎语", "changed a group welcome"],
      "relations.group_welcome.removed": ["删了入群欢迎语", "deleted a group welcome"],
      "relations.sync.started": ["开始同步客户", "began a sync"],
      "relations.sync.confirmed": ["确认找不到的客户都走了", "confirmed losses of a sync"],
      "relations.activity.pulled": ["读取员工数据", "read staff figures"],
      "relations.transfer.started": ["开始移交客户", "began a transfer"],
      "followers.sync.started": ["开始同步粉丝", "began a sync of followers"],
      "followers.message.sent": ["给粉丝发消息", "wrote to a follower"],
      "scripts.written": ["新建话术", "wrote a script"],
      "scripts.changed": ["改了话术", "changed a script"],
      "scripts.removed": ["删除话术", "removed a script"],
    },
  },
  {
    name: ["触达", "Reach"],
    actions: {
      "sends.planned": ["建了群发", "planned a send"],
      "sends.started": ["开始群发", "started a send"],
      "sends.canceled": ["取消群发", "canceled a send"],
      "sends.reminded": ["提醒员工执行群发", "reminded staff of a send"],
      "sends.media_added": ["上传群发素材", "added media for sends"],
      "sends.quota.set": ["改了群发上限", "set the sending quota"],
      "moments.planned": ["建了朋友圈", "planned a moment"],
      "moments.started": ["开始发朋友圈", "started a moment"],
      "moments.canceled": ["取消朋友圈", "canceled a moment"],
      "moments.reminded": ["提醒员工发朋友圈", "reminded staff of a moment"],
      "sops.begun": ["建了 SOP", "began a SOP"],
      "sops.changed": ["改了 SOP", "changed a SOP"],
      "sops.running": ["恢复 SOP", "resumed a SOP"],
      "sops.paused": ["暂停 SOP", "paused a SOP"],
    },
  },
  {
    name: ["连接器", "Connectors"],
    actions: {
      "connectors.added": ["接入了平台账号", "connected an account"],
      "connectors.changed": ["改了平台账号", "changed an account"],
      "connectors.authorized": ["完成平台授权", "authorized an account"],
      "connectors.credentials_changed": ["换了平台账号的密钥", "changed an account's credentials"],
      "connectors.rotated": ["换了回调密钥", "rotated the callback key"],
      "connectors.paused": ["暂停平台账号", "paused an account"],
      "connectors.resumed": ["恢复平台账号", "resumed an account"],
      "connectors.letters_retried": ["重试没处理成的回调", "retried callbacks"],
      "connectors.forward_added": ["加了回调转发", "added a forward"],
      "connectors.forward_removed": ["去掉回调转发", "removed a forward"],
    },
  },
  {
    name: ["数据", "Data"],
    actions: {
      "source.added": ["加了来源", "added a source"],
      "source.changed": ["改了来源", "changed a source"],
      "source.key_rotated": ["换了写入密钥", "rotated a write key"],
      "import.begun": ["导入文件", "began an import"],
      "import.undone": ["撤销导入", "undid an import"],
      "import.problems_read": ["下载了问题行", "downloaded problem rows"],
      "import.mapping_saved": ["存了列的对应关系", "saved a mapping"],
      "quarantine.released": ["放行隔离的事件", "released events"],
      "events.replayed": ["重放事件", "replayed events"],
    },
  },
];

const NAMES: Record<string, Pair> = Object.assign({}, ...ACTION_GROUPS.map((group) => group.actions));

export function actionName(action: string, chosen: Language): string {
  return NAMES[action]?.[chosen === "zh" ? 0 : 1] ?? action;
}

/** What things in the log are called that have no page of their own to open there. */
const THINGS: Record<string, Pair> = {
  board: ["看板", "board"],
  code: ["活码", "code"],
  connector: ["连接器", "connector"],
  corp: ["企业", "company"],
  experiment: ["实验", "experiment"],
  fit: ["模型", "model"],
  group_code: ["群活码", "group code"],
  layering: ["分层", "layering"],
  lead: ["线索", "lead"],
  link: ["短链", "link"],
  mapping: ["列的对应", "mapping"],
  media: ["素材", "media"],
  metric: ["指标", "metric"],
  moment: ["朋友圈", "moment"],
  page: ["落地页", "page"],
  poster: ["海报", "poster"],
  question: ["分析", "question"],
  relation: ["好友关系", "relation"],
  review: ["身份判断", "review"],
  run: ["计算", "run"],
  script: ["话术", "script"],
  send: ["群发", "send"],
  sop: ["SOP", "SOP"],
  store_code: ["门店码", "store code"],
  token: ["令牌", "token"],
  trait: ["属性", "trait"],
  transfer: ["移交", "transfer"],
  unit: ["组织", "unit"],
  value_run: ["价值计算", "value run"],
};

/** This will name what something was done to: `link:autumn` is `短链 autumn`; a follower is whose log it stands in. */
export function thingOf(subject: string, action: string, chosen: Language): { name: string; id: string } {
  const at = subject.indexOf(":");
  const kind = subject.slice(0, Math.max(0, at));
  const fan: Pair = action.startsWith("relations.") ? ["员工", "staff"] : ["粉丝", "follower"];
  const pair = kind === "follower" ? fan : THINGS[kind];
  return pair ? { name: pair[chosen === "zh" ? 0 : 1], id: subject.slice(at + 1) } : { name: "", id: subject };
}

const KINDS = ["person", "import", "segment", "staff", "source"] as const;

export type SubjectKind = (typeof KINDS)[number] | "other";

/** This will take `person:1gtb6m8ngp2qb` apart, so that what was changed can be opened. */
export function subjectOf(subject: string): { kind: SubjectKind; id: string } {
  const at = subject.indexOf(":");
  const kind = KINDS.find((one) => one === subject.slice(0, Math.max(0, at)));
  return kind ? { kind, id: subject.slice(at + 1) } : { kind: "other", id: subject };
}
