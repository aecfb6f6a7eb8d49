import { copy } from "@/lib/language";

/** What callbacks are about, by the platform's own names. */
export const EVENTS = copy(
  {
    names: {
      "change_external_contact.add_external_contact": "加好友",
      "change_external_contact.add_half_external_contact": "客户单向加好友",
      "change_external_contact.edit_external_contact": "改备注或标签",
      "change_external_contact.del_external_contact": "员工删除客户",
      "change_external_contact.del_follow_user": "客户删除员工",
      "change_external_contact.transfer_fail": "客户转接失败",
      "change_external_contact.msg_audit_approved": "同意会话存档",
      "change_external_chat.create": "建群",
      "change_external_chat.update": "群有变动",
      "change_external_chat.dismiss": "群解散",
      change_external_tag: "企业标签变动",
      change_contact: "通讯录变动",
      customer_acquisition: "获客助手",
      kf_msg_or_event: "微信客服消息",
      batch_job_result: "异步任务完成",
      enter_agent: "员工打开应用",
    } as Record<string, string>,
  },
  {
    names: {
      "change_external_contact.add_external_contact": "contact added",
      "change_external_contact.add_half_external_contact": "contact half added",
      "change_external_contact.edit_external_contact": "remark or tags edited",
      "change_external_contact.del_external_contact": "staff deleted contact",
      "change_external_contact.del_follow_user": "contact deleted staff",
      "change_external_contact.transfer_fail": "transfer failed",
      "change_external_contact.msg_audit_approved": "archive agreed to",
      "change_external_chat.create": "group opened",
      "change_external_chat.update": "group changed",
      "change_external_chat.dismiss": "group dissolved",
      change_external_tag: "corp tags changed",
      change_contact: "directory changed",
      customer_acquisition: "acquisition link",
      kf_msg_or_event: "customer service message",
      batch_job_result: "job finished",
      enter_agent: "staff opened the app",
    },
  },
);

/** This will name what a callback is about, by its whole name or by what stands before the point. */
export function eventName(names: Record<string, string>, event: string): string | undefined {
  return names[event] ?? names[event.split(".")[0] ?? ""];
}
