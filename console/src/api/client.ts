import createClient, { type Middleware } from "openapi-fetch";
import type { components, paths } from "./schema.gen";

export type Shapes = components["schemas"];

/** What the server refused, by its code; `message` is its own sentence. */
export class Refused extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly facts: Record<string, unknown>,
    readonly status: number,
  ) {
    super(message);
  }
}

/** The server does not answer at all. */
export const UNREACHABLE = "Unreachable";

const SAFE = new Set(["GET", "HEAD"]);
let csrf: string | null = null;
let ended: () => void = () => undefined;

/** The session's token goes with every change; it comes with the answers of /api/login and /api/me. */
export function carry(token: string | null): void {
  csrf = token;
}

export function carried(): string | null {
  return csrf;
}

/** What happens when the server no longer knows us. */
export function onSessionEnd(then: () => void): void {
  ended = then;
}

const manners: Middleware = {
  onRequest({ request }) {
    if (csrf && !SAFE.has(request.method)) request.headers.set("X-CSRF-Token", csrf);
  },
  async onResponse({ request, response }) {
    if (response.ok) return;
    const refusal = await refusalOf(response);
    if (response.status === 401 && !request.url.endsWith("/api/login")) ended();
    throw refusal;
  },
  onError() {
    return new Refused(UNREACHABLE, "The server does not answer.", {}, 0);
  },
};

async function refusalOf(response: Response): Promise<Refused> {
  return refused(await response.json().catch(() => null), response.status, response.statusText);
}

/** This will read a refusal from the body of an answer. */
export function refused(body: Partial<Shapes["RefusalOut"]> | null, status: number, said: string): Refused {
  const { code = "Defect", message = said, facts = {} } = body ?? {};
  return new Refused(code, message, facts, status);
}

export const api = createClient<paths>({ baseUrl: "/", querySerializer: { array: { style: "form", explode: true } } });
api.use(manners);

/** This will wait for an answer and give what is in it; a refusal was thrown on the way. */
export async function given<T>(asked: Promise<{ data?: T }>): Promise<T> {
  return (await asked).data as T;
}
