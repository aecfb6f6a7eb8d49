import { keepPreviousData, type UseQueryResult, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { api, type Shapes } from "@/api/client";
import { aged, knownFirst, renewedFrom, YOUNG_S } from "./known";

type Asked = Shapes["AskIn"]["question"];
type Result = Shapes["AnswerOut"]["result"];

export type Kind = Asked["kind"];

/** A question of one kind: what is not said is as the server has it. */
export type Question<K extends Kind = Kind> = { kind: K } & Partial<Omit<Extract<Asked, { kind: K }>, "kind">>;

/** The answer to a question of one kind, with what it was made of. */
export type Answered<K extends Kind = Kind> = Omit<Shapes["AnswerOut"], "result"> & {
  result: Extract<Result, { kind: K }>;
};

/** A question that is being asked: its answer as soon as there is one, how long it takes, and the way to end it. */
export interface Asking<K extends Kind = Kind> {
  query: UseQueryResult<Answered<K>>;
  /** Seconds since it was asked, from the second one on; 0 before, and when nothing is being worked out. */
  seconds: number;
  /** It was ended before there was an answer. */
  stopped: boolean;
  stop: () => void;
  /** Ask once more, now of the newest data. */
  again: () => void;
}

const SHOWN_FROM_S = 2;
/** The server is asked again when what is on screen is older than this. */
const STALE_S = 60;
/** This will write a question as the server takes it: what was left out has a default there. */
export function asAsked(question: Question): Asked {
  return question as unknown as Asked;
}

/** This will ask while it is on screen. The question before stays in sight until the new answer comes. */
export function useQuestion<K extends Kind>(question: Question<K>, enabled = true): Asking<K> {
  const client = useQueryClient();
  const newest = useRef(false);
  const running = useRef<string>(undefined);
  const queryKey = ["insight", "question", question.kind, question] as const;
  const query = useQuery({
    queryKey,
    enabled,
    staleTime: STALE_S * 1000,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const id = crypto.randomUUID();
      running.current = id;
      const asked = { question: asAsked(question as Question), id };
      const ask = (known: boolean) => {
        const body = { ...asked, known, max_age_s: newest.current ? 0 : YOUNG_S };
        return aged(api.POST("/api/insight/questions", { body, signal }));
      };
      const answer = await (newest.current ? ask(false).then((one) => one.data) : knownFirst(client, queryKey, ask));
      newest.current = false; // only now: who was asked anew and interrupted still wants the newest
      return answer as unknown as Answered<K>;
    },
  });
  const seconds = useSeconds(query.isFetching);
  return {
    query,
    seconds: seconds < SHOWN_FROM_S ? 0 : seconds,
    stopped: enabled && query.fetchStatus === "idle" && (query.isPending || query.isPlaceholderData) && !query.error,
    stop: () => {
      // what was known stays on screen; without that there is nothing to show
      void client.cancelQueries({ queryKey, exact: true }, { revert: renewedFrom(query, Date.now()) === null });
      // going away ends it too; this ends it at once, also behind a proxy that keeps the line open
      if (running.current) void end(running.current);
    },
    again: () => {
      newest.current = true;
      void query.refetch();
    },
  };
}

async function end(id: string): Promise<void> {
  await api.DELETE("/api/insight/questions/{id}", { params: { path: { id } } }).catch(() => undefined);
}

function useSeconds(going: boolean): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    setSeconds(0);
    if (!going) return;
    const began = Date.now();
    const clock = setInterval(() => setSeconds(Math.floor((Date.now() - began) / 1000)), 500);
    return () => clearInterval(clock);
  }, [going]);
  return going ? seconds : 0;
}
