import { DeleteOutlined } from "@ant-design/icons";
import { Button, Checkbox, Input, Popover } from "antd";
import { useState } from "react";
import { useWords } from "@/lib/language";
import { useUrl } from "@/widgets/useUrl";
import { WORDS as LIST } from "./copy";
import { WORDS } from "./list.copy";
import { COLUMNS, columnsIn, columnsOut, kept, read, type View, write } from "./viewing";

type Place = { q: string; cols: string };

/** Which columns show; the choice lives in the address. */
export function ColumnChoice() {
  const words = useWords(WORDS);
  const list = useWords(LIST);
  const [url, set] = useUrl<Place>();
  const content = (
    <Checkbox.Group
      className="stack tight"
      value={columnsIn(url.cols)}
      onChange={(cols) => set({ cols: columnsOut(cols as (typeof COLUMNS)[number][]) })}
      options={COLUMNS.map((value) => ({ value, label: list[value] }))}
    />
  );
  return (
    <Popover content={content} trigger="click" placement="bottomRight">
      <Button>{words.columns}</Button>
    </Popover>
  );
}

/** Named ways of looking at the list. */
export function Views({ onView }: { onView: (view: View) => void }) {
  const words = useWords(WORDS);
  const [url] = useUrl<Place>();
  const [views, setViews] = useState(read);
  const [name, setName] = useState("");
  const store = (next: View[]): void => {
    write(next);
    setViews(next);
  };
  const save = (): void => {
    if (!name.trim()) return;
    store(kept(views, { name: name.trim(), q: String(url.q ?? ""), cols: url.cols ?? "" }));
    setName("");
  };
  const content = (
    <div className="stack" style={{ width: 260 }}>
      {views.length === 0 && <span className="second">{words.noViews}</span>}
      {views.map((view) => (
        <div key={view.name} className="row between nowrap">
          <Button type="link" size="small" className="ellipsis" onClick={() => onView(view)}>
            {view.name}
          </Button>
          <Button
            type="text"
            size="small"
            icon={<DeleteOutlined />}
            aria-label={words.remove(view.name)}
            onClick={() => store(views.filter((one) => one !== view))}
          />
        </div>
      ))}
      <Input.Search
        value={name}
        onChange={(event) => setName(event.target.value)}
        placeholder={words.saveAs}
        aria-label={words.saveAs}
        enterButton={words.save}
        onSearch={save}
      />
      <span className="second small">{words.here}</span>
    </div>
  );
  return (
    <Popover content={content} trigger="click" placement="bottomRight">
      <Button>{words.views}</Button>
    </Popover>
  );
}
