import { copy } from "@/lib/language";

export const WORDS = copy(
  {
    tab: "拉取",
    why: "除了等平台推送，活水每五分钟主动拉一次线索：推送漏掉的会补上，两边都来的算一条。",
    agree: "在巨量引擎开放平台 › 应用管理打开这个应用的授权链接，用能看到广告主的账号同意。",
    paste: "同意后浏览器会跳到回调页，把地址栏里 auth_code= 后面的一串复制过来（十分钟内有效，只能用一次）。",
    code: "授权码 auth_code",
    authorize: "授权拉取",
    again: "重新授权",
    authorized: "已授权，一分钟内开始拉取",
    now: "立即拉取",
    pulled: (seen: number, kept: number) => `拉到 ${seen} 条，其中 ${kept} 条是新的`,
    failed: "这次没拉完",
    last: "最近成功",
    until: "已读到",
    figures: "上次看到 / 新增",
    total: "靠拉取补上的线索",
    next: "下次拉取",
    ends: "授权到期（会自动续）",
    advertisers: "广告主",
    unverified: "拉取接口的频率限制和部分返回码没有在官方文档里读到：活水每秒最多问两次。",
  },
  {
    tab: "Pulls",
    why: "Beside waiting for pushes, leads are read every five minutes: what a push lost is made up for, and one that comes both ways is one.",
    agree:
      "Open the app's authorization link in 巨量引擎's open platform, and agree with an account that sees the advertiser.",
    paste:
      "The browser is led to the callback page: copy what stands behind auth_code= in its address (ten minutes, once).",
    code: "auth_code",
    authorize: "Authorize",
    again: "Authorize anew",
    authorized: "Authorized; leads are read within a minute",
    now: "Pull now",
    pulled: (seen: number, kept: number) => `${seen} leads, ${kept} of them new`,
    failed: "The pull ended early",
    last: "Last success",
    until: "Read until",
    figures: "Seen / new last time",
    total: "Leads that no push brought",
    next: "Next pull",
    ends: "Authorization ends (renewed by itself)",
    advertisers: "Advertisers",
    unverified:
      "Frequencies and some codes of this interface are in no document that we read: we ask twice a second at most.",
  },
);
