import { copy } from "@/lib/language";

export const STEP_WORDS = copy(
  { came: "来了", known: "认识", reachable: "能触达", bought: "买了", again: "又买", net: "实收" },
  { came: "Came", known: "Known", reachable: "Reachable", bought: "Bought", again: "Again", net: "Net" },
);
