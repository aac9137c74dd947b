/** Listens on the whole page, so that parts added later behave too. */
export function on<E extends Event>(type: string, selector: string, act: (found: HTMLElement, event: E) => void): void {
  document.addEventListener(type, (event) => {
    const found = event.target instanceof Element ? event.target.closest<HTMLElement>(selector) : null;
    if (found) act(found, event as E);
  });
}

export function typing(event: KeyboardEvent): boolean {
  const at = event.target as HTMLElement | null;
  return !!at?.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true]");
}

/** Waits until calls stop coming. */
export function settle<A extends unknown[]>(wait: number, act: (...args: A) => void): (...args: A) => void {
  let timer = 0;
  return (...args: A) => {
    clearTimeout(timer);
    timer = window.setTimeout(() => act(...args), wait);
  };
}

/** Asks the server for a part of a page. */
export async function fetchPart(url: string, signal?: AbortSignal): Promise<Response> {
  return fetch(url, { headers: { "HX-Request": "true", Accept: "text/html" }, credentials: "same-origin", signal });
}

/** Reads HTML into a document of its own, where it runs nothing. */
export function read(html: string): Document {
  return new DOMParser().parseFromString(html, "text/html");
}
