import type { Sentences } from "./refusals.said";

/** What stores, store codes and posters refuse. */
export const STORES = {
  NoCodeForStore: (f) => `没有活码或群活码“${f.slug ?? ""}”，门店没有码可给。`,
  NoChineseFont: "服务器上没有中文字体，装一个（fonts-noto-cjk 或 fonts-wqy-microhei）再生成。",
  NoCodeForPoster: (f) => `没有“${f.slug ?? ""}”这个码，海报没有码可放。`,
  NoSuchPoster: "没有这张海报。",
  NoSuchStore: (f) => `组织架构里没有门店“${f.store ?? ""}”。`,
  NoSuchStoreCode: (f) => `没有门店码“${f.slug ?? ""}”。`,
  NotAStorePlace: (f) =>
    `纬度 ${f.latitude ?? ""}、经度 ${f.longitude ?? ""} 不是门店的位置，看看是不是填反了或少填了一个。`,
  NotAPosterPicture: (f) => `这张图用不了：${f.why ?? ""}。请用 3 MB 以内的 PNG、JPEG 或 WebP。`,
  PosterChanged: "你编辑的时候，别人改了这张海报。重新打开再改。",
  PosterMisplaced: (f) => `这样画不出来：${f.why ?? ""}。`,
  StoreChanged: (f) => `你编辑的时候，别人改了门店“${f.store ?? ""}”。重新打开再改。`,
  StoreCodeChanged: (f) => `你编辑的时候，别人改了门店码“${f.slug ?? ""}”。重新打开再改。`,
  StoreCodeExists: (f) => `门店码“${f.slug ?? ""}”已经有了；印出去的不能再改，请换一个。`,
  StoreFileUnreadable: "读不了这个文件。用表格软件另存为 CSV，第一行是列名，要有“编码”一列。",
  TooManyPosters: (f) => `一次最多 ${f.most ?? ""} 张，尺寸大的还要少一些，请分几次生成。`,
  TooManyStores: (f) => `一次最多导入 ${f.most ?? ""} 家门店，请分几次。`,
} satisfies Sentences;
