// htmx and its server-sent events. The extension finds htmx on the window, where the library puts itself.
import htmx from "htmx.org/dist/htmx.esm.js";
import "htmx.org/dist/ext/hx-sse.js";

/** Gives behaviour to elements added to the page. */
export function process(element: Element): void {
  (htmx as { process(e: Element): void }).process(element);
}
