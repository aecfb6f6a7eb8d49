import { signature } from "./sidebar.api";

const SDKS = [
  "https://res.wx.qq.com/open/js/jweixin-1.2.0.js",
  "https://open.work.weixin.qq.com/wwopen/js/jwxwork-1.0.0.js",
];
const CALLS = ["getCurExternalContact", "sendChatMessage"];

interface Answered {
  err_msg: string;
  userId?: string;
}

interface Wx {
  config: (given: object) => void;
  ready: (then: () => void) => void;
  error: (then: (why: unknown) => void) => void;
  agentConfig: (given: object) => void;
  invoke: (name: string, given: object, then: (answer: Answered) => void) => void;
}

/** Only there its JavaScript is loaded, and only there the page's policy lets it in. */
export const insideWeCom = () => /wxwork/i.test(navigator.userAgent);

const wx = () => (window as unknown as { wx: Wx }).wx;

/** Whom the chat is with, once WeCom believes that the page is ours; as `people` knows them. */
export async function customerOfChat(corp: string): Promise<string> {
  for (const sdk of SDKS) await loaded(sdk);
  const signed = await signature(location.href.split("#")[0] ?? "", corp);
  const common = { timestamp: signed.timestamp, nonceStr: signed.nonce, jsApiList: CALLS };
  await new Promise<void>((resolve, reject) => {
    wx().config({ beta: true, appId: signed.corp_id, signature: signed.config, ...common });
    wx().ready(resolve);
    wx().error(reject);
  });
  await new Promise((success, fail) =>
    wx().agentConfig({
      corpid: signed.corp_id,
      agentid: signed.agent_id,
      signature: signed.agent,
      success,
      fail,
      ...common,
    }),
  );
  const { userId } = await asked("getCurExternalContact", {});
  return `wecom_external:${signed.corp_id}:${userId ?? ""}`;
}

/** This will put a text into the chat, for staff to send. */
export async function insert(content: string): Promise<void> {
  await asked("sendChatMessage", { msgtype: "text", enterChat: true, text: { content } });
}

function asked(name: string, given: object): Promise<Answered> {
  return new Promise((resolve, reject) =>
    wx().invoke(name, given, (answer) =>
      answer.err_msg === `${name}:ok` ? resolve(answer) : reject(new Error(answer.err_msg)),
    ),
  );
}

function loaded(src: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = src;
    script.onload = () => resolve();
    script.onerror = () => reject(new Error(src));
    document.head.append(script);
  });
}
