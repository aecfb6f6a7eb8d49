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
      "value.run.requested": ["要求计算客户价值", "asked for a value run"],
      "costs.put": ["填了渠道费用", "entered costs"],
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

const KINDS = ["person", "import", "segment", "staff", "source"] as const;

export type SubjectKind = (typeof KINDS)[number] | "other";

/** This will take `person:1gtb6m8ngp2qb` apart, so that what was changed can be opened. */
export function subjectOf(subject: string): { kind: SubjectKind; id: string } {
  const at = subject.indexOf(":");
  const kind = KINDS.find((one) => one === subject.slice(0, Math.max(0, at)));
  return kind ? { kind, id: subject.slice(at + 1) } : { kind: "other", id: subject };
}
