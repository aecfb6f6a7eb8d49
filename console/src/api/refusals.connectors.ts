import type { Sentences } from "./refusals.said";

/** What is refused about accounts on the platforms, in Chinese. */
export const CONNECTORS = {
  ConnectorChanged: (f) => `连接器“${f.name ?? ""}”刚被别人改过，现在是第 ${f.version} 版。看一眼再改。`,
  ConnectorExists: (f) => `已经有这个连接器了（“${f.name ?? ""}”）。改它，或换一个名字、换一个应用。`,
  ConnectorPaused: (f) => `连接器“${f.name ?? ""}”已暂停，恢复之前不会用它的名义做任何事。`,
  ForwardExists: (f) => `连接器“${f.name ?? ""}”已经在转发到这个地址。`,
  NoSuchConnector: (f) => `没有连接器“${f.name ?? ""}”。`,
  NoSuchForward: "这个转发地址已经不在了。",
  TooManyForwards: (f) => `最多转发到 ${f.most} 个地址，先去掉一个。`,
  UnfitAddress: (f) => `不能向“${f.url ?? ""}”发送：要用 https:// 开头的公网地址。`,
  UnfitCredentials: (f) => `${f.part} 不像平台给的：检查是否复制完整、有没有空格。`,
  UnknownConnectorChannel: (f) => `没有渠道“${f.channel ?? ""}”的连接器，现有：${f.channels}。`,
} satisfies Sentences;
