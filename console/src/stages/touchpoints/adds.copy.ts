import { copy } from "@/lib/language";
import type { Step, StepState } from "./codes.api";

export const WORDS = copy(
  {
    noAdds: "还没有人扫这个码加好友",
    noAddsWhy: "有人来了，这里能看到每一步做得怎么样。",
    half: "等员工确认",
    byLink: "短链带来",
    stateWhys: {
      late: "企业微信只收加上后 20 秒内的欢迎语，已经过了",
      taken: "企业微信后台设了欢迎语，或别的应用先发了；去后台关掉就能由这里发",
    },
    steps: { welcome: "欢迎语", tags: "标签", remark: "备注", source: "来源" } as Record<Step, string>,
    states: {
      waiting: "等待",
      done: "完成",
      late: "过了 20 秒",
      taken: "别处已发",
      failed: "失败",
    } as Record<StepState, string>,
    tryAgain: "重试没做成的",
    tryAgainWhy: "按现在的标签和备注，重做近 30 天失败的步骤；欢迎语过了 20 秒，补不了。",
    tryingAgain: (steps: number) => (steps ? `${steps} 步马上再试` : "没有要重试的"),
  },
  {
    noAdds: "Nobody came by this code yet",
    noAddsWhy: "When somebody does, each step is shown here.",
    half: "to be confirmed",
    byLink: "by a short link",
    stateWhys: {
      late: "WeCom takes a welcome within twenty seconds only, and they were over",
      taken: "WeCom's own console or another application greeted first; switch that off, and this one is sent",
    },
    steps: { welcome: "Welcome", tags: "Tags", remark: "Remark", source: "Source" } as Record<Step, string>,
    states: {
      waiting: "waiting",
      done: "done",
      late: "20 s over",
      taken: "sent elsewhere",
      failed: "failed",
    } as Record<StepState, string>,
    tryAgain: "Try failed steps again",
    tryAgainWhy:
      "With the tags and the remark that the code has now, those that failed in the last 30 days; a welcome's 20 seconds are over.",
    tryingAgain: (steps: number) => (steps ? `${steps} steps are tried again` : "Nothing to try again"),
  },
);
