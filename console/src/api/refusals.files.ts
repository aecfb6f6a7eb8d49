import type { Sentence } from "./refusals.said";

/** What ends an import; it comes with the import, so that no route declares it. */
export const FILES: Record<string, Sentence> = {
  ImportBroke: "导入因为我们这边的问题停下了，已经记录下来。可以重新上传再试。",
  Locked: (f) => `“${f.file ?? ""}”有密码保护。另存为没有密码的文件再传。`,
  MappingDoesNotFit: (f) => `对应关系和“${f.file ?? ""}”对不上，缺：${f.missing}。`,
  NoHeader: (f) => `“${f.file ?? ""}”的前 ${f.looked} 行里没有列名。`,
  NotAnArchive: (f) => `“${f.file ?? ""}”解不开，可能没下载完。重新下载再传。`,
  NotRecognized: (f) => `没有认出“${f.file ?? ""}”是哪个平台的导出。`,
  NotText: (f) => `“${f.file ?? ""}”不是能读的表格。用 CSV、XLSX 或 XLS。`,
  NothingInside: (f) => `“${f.file ?? ""}”里没有表格。`,
  UnpacksTooLarge: (f) => `“${f.file ?? ""}”解开后大得不正常（${f.size_mb} MB），没有读。`,
  WorkbookTooLarge: (f) =>
    `“${f.file ?? ""}”解开有 ${f.size_mb} MB，工作簿最多 ${f.most_mb} MB。另存为 CSV 再传，CSV 没有上限。`,
};
