import { useQuery } from "@tanstack/react-query";
import { api, given, type Shapes } from "@/api/client";
import { BOARDS } from "@/widgets/useBoardChoice";

export type Saved = Shapes["SavedQuestionOut"];
export type Board = Shapes["BoardOut"];
export type Card = Board["cards"][number];
export type BoardWords = Shapes["BoardChangeIn"];

export const SAVED = ["insight", "saved"] as const;

export function useSaved() {
  return useQuery({ queryKey: SAVED, queryFn: () => given(api.GET("/api/insight/saved")) });
}

export function useBoard(number: number, enabled = true) {
  return useQuery({
    queryKey: [...BOARDS, number],
    queryFn: () => given(api.GET("/api/insight/boards/{number}", { params: { path: { number } } })),
    enabled: enabled && Number.isFinite(number),
  });
}

export type BoardVersion = Shapes["BoardVersionOut"];

/** What a board was, the newest version first. */
export function useBoardHistory(board: Board, enabled: boolean) {
  const number = board.id;
  return useQuery({
    queryKey: [...BOARDS, number, "history", board.version],
    queryFn: () => given(api.GET("/api/insight/boards/{number}/history", { params: { path: { number } } })),
    enabled,
  });
}

/** A question as the doors of saved questions take it: what was left out has a default there. */
function words(name: string, note: string, question: unknown) {
  return { name, note, question } as Shapes["SavedQuestionIn"];
}

export interface NewCard {
  question: number | { name: string; note: string; question: unknown };
  title?: string | null;
  columns?: 4 | 6 | 8 | 12;
  height?: "low" | "tall";
}

/** A card as its door takes it. */
export function cardIn(card: NewCard): Shapes["CardIn"] {
  return { title: null, columns: 6, height: "low", ...card } as Shapes["CardIn"];
}

export const act = {
  save: (name: string, note: string, question: unknown) =>
    given(api.POST("/api/insight/saved", { body: words(name, note, question) })),
  change: (known: Saved, name: string, note: string, question: unknown) =>
    given(
      api.PUT("/api/insight/saved/{number}", {
        params: { path: { number: known.id } },
        body: { ...words(name, note, question), version: known.version },
      }),
    ),
  forget: (known: Saved) => api.DELETE("/api/insight/saved/{number}", { params: { path: { number: known.id } } }),
  putUp: (body: Partial<Shapes["BoardIn"]> & { name: string }) =>
    given(api.POST("/api/insight/boards", { body: { note: "", cards: [], shared: {} as Shapes["Shared"], ...body } })),
  addCard: (number: number, card: NewCard) =>
    given(api.POST("/api/insight/boards/{number}/cards", { params: { path: { number } }, body: cardIn(card) })),
  rearrange: (number: number, body: BoardWords) =>
    given(api.PUT("/api/insight/boards/{number}", { params: { path: { number } }, body })),
  takeDown: (number: number) => api.DELETE("/api/insight/boards/{number}", { params: { path: { number } } }),
};
