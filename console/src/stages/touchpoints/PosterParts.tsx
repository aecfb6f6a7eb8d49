import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Form, Input, InputNumber, Segmented } from "antd";
import { useWords } from "@/lib/language";
import { boxOf, faced, type Part, placed, said } from "./posters";
import type { PosterPlan, PosterWords } from "./posters.api";
import { WORDS } from "./posters.copy";

interface PosterPartsProps {
  plan: PosterPlan;
  chosen: Part;
  onChoose: (part: Part) => void;
  onChange: (plan: PosterPlan) => void;
}

const NEW: PosterWords = {
  words: "{员工姓名}",
  x: 0,
  y: 0,
  width: 300,
  height: 80,
  size: 48,
  color: "#1b2b34",
  align: "center",
};

/** The parts of a poster in words and numbers. */
export function PosterParts({ plan, chosen, onChoose, onChange }: PosterPartsProps) {
  const words = useWords(WORDS);
  const texts = plan.texts ?? [];
  const add = () => {
    onChange({ ...plan, texts: [...texts, { ...NEW, width: Math.min(300, plan.width) }] });
    onChoose(texts.length);
  };
  const remove = (part: number) => {
    onChange({ ...plan, texts: texts.filter((_, number) => number !== part) });
    onChoose("code");
  };
  const face = (wanted: boolean) => {
    onChange(faced(plan, wanted));
    onChoose(wanted ? "face" : "code");
  };
  return (
    <Form layout="vertical" component="div">
      <Form.Item label={words.part}>
        <Segmented<Part>
          value={chosen}
          onChange={onChoose}
          options={[
            { value: "code", label: words.code },
            ...(plan.face ? [{ value: "face" as const, label: words.face }] : []),
            ...texts.map((_, number) => ({ value: number, label: words.text(number + 1) })),
          ]}
        />
      </Form.Item>
      {typeof chosen === "number" && texts[chosen] && <Text plan={plan} part={chosen} onChange={onChange} />}
      <Numbers plan={plan} part={chosen} onChange={onChange} />
      <div className="row">
        <Button size="small" icon={<PlusOutlined />} disabled={texts.length >= 20} onClick={add}>
          {words.addText}
        </Button>
        {!plan.face && (
          <Button size="small" icon={<PlusOutlined />} onClick={() => face(true)}>
            {words.addFace}
          </Button>
        )}
        {chosen === "face" && plan.face && (
          <Button size="small" icon={<DeleteOutlined />} onClick={() => face(false)}>
            {words.removeFace}
          </Button>
        )}
        {typeof chosen === "number" && (
          <Button size="small" icon={<DeleteOutlined />} onClick={() => remove(chosen)}>
            {words.removeText}
          </Button>
        )}
      </div>
    </Form>
  );
}

interface PartProps<P extends Part> {
  plan: PosterPlan;
  part: P;
  onChange: (plan: PosterPlan) => void;
}

function Numbers({ plan, part, onChange }: PartProps<Part>) {
  const words = useWords(WORDS);
  const box = boxOf(plan, part);
  const square = part === "code" || part === "face";
  const names = square ? (["x", "y", "width"] as const) : (["x", "y", "width", "height"] as const);
  return (
    <div className="two-fields">
      {names.map((name) => {
        const label = square && name === "width" ? words.side : words[name];
        return (
          <Form.Item key={name} label={label}>
            <InputNumber
              aria-label={label}
              value={box[name]}
              min={0}
              max={3600}
              precision={0}
              style={{ width: "100%" }}
              onChange={(value) => value !== null && onChange(placed(plan, part, { [name]: value }))}
            />
          </Form.Item>
        );
      })}
    </div>
  );
}

function Text({ plan, part, onChange }: PartProps<number>) {
  const words = useWords(WORDS);
  const text = plan.texts?.[part];
  if (!text) return null;
  const change = (how: Partial<PosterWords>) => onChange(said(plan, part, how));
  return (
    <>
      <Form.Item label={words.words} extra={words.wordsWhy}>
        <Input.TextArea
          aria-label={words.words}
          autoSize
          maxLength={300}
          value={text.words}
          onChange={(event) => change({ words: event.target.value })}
        />
      </Form.Item>
      <div className="two-fields">
        <Form.Item label={words.letters}>
          <InputNumber
            aria-label={words.letters}
            min={12}
            max={400}
            precision={0}
            value={text.size}
            style={{ width: "100%" }}
            onChange={(size) => size !== null && change({ size })}
          />
        </Form.Item>
        <Form.Item label={words.color}>
          <Input
            type="color"
            aria-label={words.color}
            value={text.color}
            onChange={(event) => change({ color: event.target.value })}
          />
        </Form.Item>
      </div>
      <Form.Item label={words.align}>
        <Segmented
          value={text.align ?? "center"}
          onChange={(align) => change({ align })}
          options={(["left", "center", "right"] as const).map((value) => ({ value, label: words.aligns[value] }))}
        />
      </Form.Item>
    </>
  );
}
