import { useQuery } from "@tanstack/react-query";
import { api, given, type Shapes } from "@/api/client";

export type Poster = Shapes["PosterOut"];
export type PosterPlan = Shapes["PosterPlanIO"];
export type PosterWords = Shapes["PosterWordsIO"];
export type CopyKind = Shapes["PosterCopyIn"]["kind"];
export type PosterCopy = Shapes["PosterCopyIn"];
export type PosterFormat = NonNullable<Shapes["PosterRenderIn"]["format"]>;

export const POSTERS = ["posters"];

export function usePosters(q: string) {
  return useQuery({
    queryKey: [...POSTERS, "list", q],
    queryFn: () => given(api.GET("/api/posters", { params: { query: { q } } })),
  });
}

/** One poster by its number, as an address says it. */
export function usePoster(id: number | undefined) {
  return useQuery({
    queryKey: [...POSTERS, "one", id],
    queryFn: () => given(api.GET("/api/posters/{id}", { params: { path: { id: id ?? 0 } } })),
    enabled: id !== undefined,
    retry: false,
  });
}

export function useGallery() {
  return useQuery({
    queryKey: [...POSTERS, "gallery"],
    queryFn: () => given(api.GET("/api/poster-gallery")),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** A poster as it would be drawn, as a picture in the page; the last one stays while the next is drawn. */
export function useDrawn(plan: PosterPlan, poster: Poster | undefined, staff: string) {
  return useQuery({
    queryKey: [...POSTERS, "drawn", plan, poster?.id, poster?.version, staff],
    queryFn: async () => {
      const body = { plan, poster: poster?.has_picture ? poster.id : null, staff, store: "", customer: "" };
      const drawn = (await given(api.POST("/api/posters/preview", { body, parseAs: "blob" }))) as unknown as Blob;
      return readAsAddress(drawn);
    },
    placeholderData: (before) => before,
    retry: false,
    gcTime: 10_000,
  });
}

function readAsAddress(drawn: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(drawn);
  });
}

export const act = {
  create: (plan: PosterPlan) => given(api.POST("/api/posters", { body: { plan } })),
  change: (poster: Poster, plan: PosterPlan) =>
    given(
      api.PUT("/api/posters/{id}", { params: { path: { id: poster.id } }, body: { plan, version: poster.version } }),
    ),
  setPicture: (poster: Poster, picture: string | null) =>
    given(api.PUT("/api/posters/{id}/picture", { params: { path: { id: poster.id } }, body: { picture } })),
  render: (poster: Poster, copies: PosterCopy[], format: PosterFormat) =>
    given(
      api.POST("/api/posters/{id}/render", {
        params: { path: { id: poster.id } },
        body: { copies, format },
        parseAs: "blob",
      }),
    ) as unknown as Promise<Blob>,
};
