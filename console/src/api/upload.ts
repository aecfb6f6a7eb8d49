import { carried, Refused, refused, UNREACHABLE } from "./client";

/** This will post a form and say how much of it has left; `fetch` cannot tell that. */
export function posted<Answer>(
  path: string,
  form: FormData,
  progress: (share: number) => void,
  signal?: AbortSignal,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", path);
    request.responseType = "json";
    const token = carried();
    if (token) request.setRequestHeader("X-CSRF-Token", token);
    request.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total);
    request.onload = () =>
      request.status < 300
        ? resolve(request.response as Answer)
        : reject(refused(request.response, request.status, request.statusText));
    request.onerror = () => reject(new Refused(UNREACHABLE, "The server does not answer.", {}, 0));
    request.onabort = () => reject(new DOMException("cancelled", "AbortError"));
    signal?.addEventListener("abort", () => request.abort());
    request.send(form);
  });
}
