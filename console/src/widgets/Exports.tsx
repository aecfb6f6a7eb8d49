import { DownloadOutlined } from "@ant-design/icons";
import { App, Button, Dropdown } from "antd";
import type { RefObject } from "react";
import { type Cell, csv, download, fileName } from "@/lib/files";
import { copy, useWords } from "@/lib/language";
import { day } from "@/lib/moments";
import { png } from "@/lib/picture";
import { useAct } from "./useAct";

const WORDS = copy(
  { export: "导出", table: "表格 CSV", picture: "图片 PNG", failed: "这个浏览器没能画出图片，换 CSV 试试。" },
  {
    export: "Export",
    table: "Table, CSV",
    picture: "Picture, PNG",
    failed: "This browser could not draw the picture; take the CSV.",
  },
);

interface ExportsProps {
  /** What the file is called, before the day. */
  name: string;
  /** The table as it is on screen, with its headings, in full figures; of a list that comes page by page, all of it. */
  rows: () => Cell[][] | Promise<Cell[][]>;
  /** Where the chart stands: its largest drawing is the picture, or all of it where nothing is drawn. */
  picture?: RefObject<HTMLElement | null>;
  /** All that stands there is the picture, whatever is drawn among it. */
  whole?: boolean;
}

/** No drawing is as small; what is smaller is an icon of something that one presses. */
const ICON = 120 * 120;
/** What one presses and what only a reader hears are no part of a picture. */
const NOT_PICTURED = ".info, .said, .ant-table-column-sorter, .ant-segmented, .ant-select";

/** What is on screen, to take away. */
export function Exports({ name, rows, picture, whole = false }: ExportsProps) {
  const words = useWords(WORDS);
  const { message } = App.useApp();
  const file = fileName(name, day(Date.now()));
  const draw = async (): Promise<void> => {
    const shown = picture?.current;
    const [largest] = [...(shown?.querySelectorAll("svg") ?? [])].toSorted((a, b) => area(b) - area(a));
    const drawing = !whole && largest && area(largest) > ICON ? largest : shown;
    if (!drawing) return void message.error(words.failed);
    const ground = getComputedStyle(document.documentElement).getPropertyValue("--surface").trim();
    await png(drawing, ground || "#fff", NOT_PICTURED).then(
      (blob) => download(blob, `${file}.png`),
      () => void message.error(words.failed),
    );
  };
  const write = useAct({
    act: async () => csv(await rows()),
    after: (text) => download(new Blob([text], { type: "text/csv;charset=utf-8" }), `${file}.csv`),
  });
  const items = [
    { key: "csv", label: words.table, onClick: () => write.mutate() },
    ...(picture ? [{ key: "png", label: words.picture, onClick: () => void draw() }] : []),
  ];
  if (!picture)
    return (
      <Button icon={<DownloadOutlined />} loading={write.isPending} onClick={() => write.mutate()}>
        CSV
      </Button>
    );
  return (
    <Dropdown menu={{ items }} trigger={["click"]}>
      <Button icon={<DownloadOutlined />}>{words.export}</Button>
    </Dropdown>
  );
}

function area(drawing: SVGSVGElement): number {
  const { width, height } = drawing.getBoundingClientRect();
  return width * height;
}
