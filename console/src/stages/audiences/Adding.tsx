import { PlusOutlined } from "@ant-design/icons";
import { Select } from "antd";
import { language, useWords } from "@/lib/language";
import { useEditing } from "./editing";
import { WORDS } from "./editor.copy";
import { CHAPTERS, choiceOf } from "./language/kinds";
import type { Path } from "./language/tree";

/** Where the next condition comes from: type what it is about, or look through the chapters. */
export function Adding({ path }: { path: Path }) {
  const words = useWords(WORDS);
  const zh = language.use() === "zh";
  const editing = useEditing();
  const options = CHAPTERS.map((chapter) => ({
    label: chapter.name[zh ? 0 : 1],
    options: chapter.choices.map((one) => ({
      value: one.key,
      label: one.name[zh ? 0 : 1],
      also: `${one.name.join(" ")} ${one.also}`,
    })),
  }));
  return (
    <Select
      className="adding"
      size="small"
      variant="borderless"
      prefix={<PlusOutlined />}
      suffixIcon={null}
      placeholder={words.add}
      aria-label={path.length ? words.addHere : words.add}
      popupMatchSelectWidth={240}
      listHeight={420}
      value={null}
      options={options}
      showSearch={{
        filterOption: (input, option) =>
          String((option as { also?: string } | undefined)?.also ?? "")
            .toLowerCase()
            .includes(input.trim().toLowerCase()),
      }}
      onChange={(key: string | null) => {
        const choice = key === null ? undefined : choiceOf(key);
        if (choice) editing.add(path, choice.begin());
      }}
    />
  );
}
