import { UploadOutlined } from "@ant-design/icons";
import { Alert, Button, Drawer, Form, Input, Tabs, Upload } from "antd";
import { useDeferredValue, useState } from "react";
import { explained } from "@/api/refusals";
import { useMay } from "@/api/session";
import { language, useWords } from "@/lib/language";
import { Logged } from "@/widgets/Logged";
import { useAct } from "@/widgets/useAct";
import { PosterCopies } from "./PosterCopies";
import { PosterParts } from "./PosterParts";
import { PosterStage } from "./PosterStage";
import type { Part } from "./posters";
import { act, POSTERS, type Poster, type PosterPlan, useDrawn } from "./posters.api";
import { WORDS } from "./posters.copy";
import "./posters.css";

interface PosterEditorProps {
  /** What it begins with. */
  plan: PosterPlan;
  /** The poster that is changed; a new one otherwise. */
  poster?: Poster;
  onClose: () => void;
  onSaved: (poster: Poster) => void;
}

/** A poster being made, as it will be drawn. */
export function PosterEditor({ plan: begun, poster, onClose, onSaved }: PosterEditorProps) {
  const words = useWords(WORDS);
  const may = useMay()("touchpoints.manage");
  const chosenLanguage = language.use();
  const [plan, setPlan] = useState(begun);
  const [chosen, setChosen] = useState<Part>("code");
  const drawn = useDrawn(useDeferredValue(plan), poster, "");
  const save = useAct({
    act: () => (poster ? act.change(poster, plan) : act.create(plan)),
    stale: [POSTERS],
    done: poster ? words.saved : words.made,
    after: onSaved,
  });
  const changed = !poster || JSON.stringify(plan) !== JSON.stringify(poster.plan);
  const editing = (
    <>
      <Form layout="vertical" component="div">
        <Form.Item label={words.name}>
          <Input
            aria-label={words.name}
            maxLength={100}
            value={plan.name}
            onChange={(event) => setPlan({ ...plan, name: event.target.value })}
          />
        </Form.Item>
      </Form>
      <PosterParts plan={plan} chosen={chosen} onChoose={setChosen} onChange={setPlan} />
      {poster && may && <Picture poster={poster} onSaved={onSaved} />}
      {poster && poster.pages > 0 && (
        <Alert type="info" showIcon title={words.onPages(poster.pages)} style={{ marginTop: 16 }} />
      )}
      {poster && <Logged subject={`poster:${poster.id}`} />}
    </>
  );
  return (
    <Drawer
      open
      size={1100}
      title={plan.name}
      onClose={onClose}
      extra={
        may && (
          <Button
            type="primary"
            disabled={!changed || !plan.name}
            loading={save.isPending}
            onClick={() => save.mutate()}
          >
            {words.save}
          </Button>
        )
      }
    >
      <div className="poster-editor">
        <div>
          <PosterStage plan={plan} drawn={drawn.data} chosen={chosen} onChoose={setChosen} onChange={setPlan} />
          {drawn.error && <Alert type="warning" showIcon title={explained(drawn.error, chosenLanguage)} />}
        </div>
        <Tabs
          items={[
            { key: "edit", label: words.edit, children: editing },
            {
              key: "render",
              label: words.render,
              children:
                poster && !changed ? <PosterCopies poster={poster} /> : <p className="second">{words.needsSaving}</p>,
            },
          ]}
        />
      </div>
    </Drawer>
  );
}

function Picture({ poster, onSaved }: { poster: Poster; onSaved: (poster: Poster) => void }) {
  const words = useWords(WORDS);
  const set = useAct({
    act: (picture: string | null) => act.setPicture(poster, picture),
    stale: [POSTERS],
    done: words.pictureSet,
    after: onSaved,
  });
  const take = async (file: File) => {
    const bytes = new Uint8Array(await file.arrayBuffer());
    set.mutate(btoa(Array.from(bytes, (one) => String.fromCharCode(one)).join("")));
  };
  return (
    <Form.Item extra={words.pictureWhy} style={{ marginTop: 20 }}>
      <div className="row">
        <Upload
          showUploadList={false}
          accept="image/png,image/jpeg,image/webp"
          beforeUpload={(file) => {
            void take(file);
            return Upload.LIST_IGNORE;
          }}
        >
          <Button icon={<UploadOutlined />} loading={set.isPending}>
            {words.picture}
          </Button>
        </Upload>
        {poster.has_picture && <Button onClick={() => set.mutate(null)}>{words.noPicture}</Button>}
      </div>
    </Form.Item>
  );
}
