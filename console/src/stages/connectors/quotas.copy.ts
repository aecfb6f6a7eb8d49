import { copy } from "@/lib/language";
import type { Quota } from "./connectors.api";

type Kind = Quota["kind"];

export const WORDS = copy(
  {
    tab: "额度",
    why: "打开时向平台问一次，不是本地估算。最近调用只算这个进程，到了上限会自己等，不用处理。",
    again: "再问一次",
    what: "额度",
    used: "已用",
    most: "上限",
    left: "剩余",
    kinds: {
      link_adds: "获客链接加人",
      corp_tags: "企业标签",
      calls_today: "今日调用",
      calls_lately: "最近调用",
    } as Record<Kind, string>,
    within: (seconds: number) => (seconds >= 3600 ? `${seconds / 3600} 小时内` : `${seconds / 60} 分钟内`),
    untilMidnight: "到北京时间零点",
    opens: "调用太快被拦了，自动恢复",
    unknown: "没问到",
    notBought: "企业没有开通，或应用没有权限",
    none: "这个平台只推送，不被我们调用，没有额度可看",
  },
  {
    tab: "Quotas",
    why: "The platform is asked when you look; nothing here is a guess. Recent calls are this process's: at the limit it waits by itself.",
    again: "Ask again",
    what: "Quota",
    used: "Used",
    most: "Limit",
    left: "Left",
    kinds: {
      link_adds: "Adds by acquisition links",
      corp_tags: "Corp tags",
      calls_today: "Calls today",
      calls_lately: "Recent calls",
    },
    within: (seconds: number) => (seconds >= 3600 ? `in ${seconds / 3600} h` : `in ${seconds / 60} min`),
    untilMidnight: "until midnight in Beijing",
    opens: "too fast; goes on by itself",
    unknown: "not known",
    notBought: "the corp has not bought it, or the app may not ask",
    none: "This platform only tells, and is never asked: there is nothing to use up",
  },
);

/** What an endpoint does, for those who need not know its path. */
export const ENDPOINTS: Record<string, [zh: string, en: string]> = {
  "cgi-bin/message/template/send": ["发模板消息", "template messages"],
  "cgi-bin/message/subscribe/bizsend": ["发订阅通知", "subscribe messages"],
  "cgi-bin/message/subscribe/send": ["发订阅消息", "subscribe messages"],
  "cgi-bin/message/custom/send": ["发客服消息", "customer-service messages"],
  "cgi-bin/user/get": ["读粉丝名单", "lists of followers"],
  "cgi-bin/user/info/batchget": ["读粉丝资料", "facts about followers"],
  "cgi-bin/qrcode/create": ["生成带参二维码", "codes with a scene"],
  "wxa/business/getuserphonenumber": ["换手机号", "phone numbers"],
  "wxa/generate_urllink": ["生成 URL Link", "URL Links"],
  "wxa/generatescheme": ["生成 URL Scheme", "URL Schemes"],
  "externalcontact/get": ["读一位客户", "one contact"],
  "externalcontact/batch/get_by_user": ["批量读客户", "contacts by the hundred"],
  "externalcontact/list": ["读员工的客户名单", "contacts' ids"],
  "externalcontact/groupchat/get": ["读一个客户群", "one group"],
  "externalcontact/groupchat/list": ["读客户群名单", "lists of groups"],
  "externalcontact/mark_tag": ["打标签", "tags put on"],
  "externalcontact/remark": ["改备注", "remarks"],
  "externalcontact/send_welcome_msg": ["发欢迎语", "welcomes"],
  "externalcontact/get_corp_tag_list": ["读企业标签", "corp tags"],
  "externalcontact/update_contact_way": ["改活码", "live codes changed"],
  "externalcontact/add_msg_template": ["建群发任务", "mass sends"],
  "externalcontact/get_user_behavior_data": ["读员工行为数据", "what staff did"],
  "message/send": ["给员工发应用消息", "messages to staff"],
};
