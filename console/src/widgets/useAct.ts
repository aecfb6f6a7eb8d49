import { type QueryKey, useMutation, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { explained } from "@/api/refusals";
import { language } from "@/lib/language";

interface Acting<Given, Answer> {
  act: (given: Given) => Promise<Answer>;
  /** What is asked again afterwards, by the beginning of its key. */
  stale?: QueryKey[];
  done?: string | ((answer: Answer) => string);
  after?: (answer: Answer, given: Given) => void;
}

/** A change: it says that it is done or why not, and what depends on it is read again. */
export function useAct<Given = void, Answer = unknown>({ act, stale = [], done, after }: Acting<Given, Answer>) {
  const { message } = App.useApp();
  const client = useQueryClient();
  return useMutation<Answer, Error, Given>({
    mutationFn: act,
    onSuccess: async (answer, given) => {
      const said = typeof done === "function" ? done(answer) : done;
      if (said) void message.success(said);
      after?.(answer, given);
      await Promise.all(stale.map((queryKey) => client.invalidateQueries({ queryKey })));
    },
    onError: (error) => void message.error(explained(error, language.get()), 6),
  });
}
