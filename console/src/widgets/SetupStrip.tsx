import { copy, useWords } from "@/lib/language";
import { Meter } from "@/ui/Figures";
import { Go } from "./Go";
import { useSteps } from "./steps";

const WORDS = copy(
  {
    title: (done: number, all: number) => `上手清单：${all} 步做好了 ${done} 步`,
    go: "看还差什么",
  },
  {
    title: (done: number, all: number) => `Setup: ${done} of ${all} steps done`,
    go: "See what is missing",
  },
);

/** How far the setup has come, until it is done; then it is gone. */
export function SetupStrip() {
  const words = useWords(WORDS);
  const { steps, done, known, next } = useSteps();
  if (!known || !next) return null;
  return (
    <section className="card setup-strip">
      <b>{words.title(done, steps.length)}</b>
      <Meter share={done / steps.length} label={words.title(done, steps.length)} />
      <Go to="/start" size="small">
        {words.go}
      </Go>
    </section>
  );
}
