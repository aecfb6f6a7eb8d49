import { Button, Input } from "antd";
import { useState } from "react";
import { language, useWords } from "@/lib/language";
import { count } from "@/lib/numbers";
import { Card } from "@/ui/Card";
import { PeopleSheet } from "@/widgets/PeopleSheet";
import { useUrl } from "@/widgets/useUrl";
import { pageOf, tagged, useCountOf } from "./traits.api";
import { WORDS } from "./traits.copy";

/** Who carries a tag; the tag lives in the address. */
export function TagFinder() {
  const words = useWords(WORDS);
  const chosen = language.use();
  const [url, set] = useUrl<{ tag: string }>();
  const tag = String(url.tag ?? "").trim();
  const [open, setOpen] = useState(false);
  const segment = tagged(tag);
  const counted = useCountOf(tag ? segment : null);
  const many = counted.data?.people ?? 0;
  return (
    <Card title={words.tags}>
      <div className="stack">
        <p className="second">{words.tagsWhy}</p>
        <div className="row">
          <Input.Search
            allowClear
            defaultValue={tag}
            placeholder={words.tagFind}
            aria-label={words.tagFind}
            loading={counted.isFetching}
            onSearch={(value) => set({ tag: value.trim() || undefined })}
            style={{ width: 280 }}
          />
          {counted.data && <span>{many ? words.tagCount(tag, count(many, chosen)) : words.tagNone(tag)}</span>}
          {many > 0 && <Button onClick={() => setOpen(true)}>{words.see}</Button>}
        </div>
      </div>
      <PeopleSheet
        title={words.tagCount(tag, count(many, chosen))}
        open={open}
        onClose={() => setOpen(false)}
        of={["tag", tag]}
        pageOf={(after) => pageOf(segment, after)}
        segment={() => Promise.resolve({ definition: segment, why: "" })}
      />
    </Card>
  );
}
