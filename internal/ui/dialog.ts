import { fetchPart, on, read } from "./dom";
import { process } from "./htmx";

/** Opens links with data-dialog over the page, dialogs already on it by data-open, and asks before data-confirm. */
export function start(): void {
  on<MouseEvent>("click", "a[data-dialog]", (link, event) => {
    if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    void open(link as HTMLAnchorElement);
  });
  on<MouseEvent>("click", "[data-open]", (button) => {
    (document.getElementById(button.dataset.open ?? "") as HTMLDialogElement | null)?.showModal();
  });
  on<MouseEvent>("click", "dialog [data-cancel]", (link, event) => {
    event.preventDefault();
    link.closest("dialog")?.close();
  });
  on<MouseEvent>("click", "dialog", (dialog, event) => {
    if (event.target === dialog && outside(dialog, event)) (dialog as HTMLDialogElement).close();
  });
  document.addEventListener("click", confirmFirst, true);
}

function outside(dialog: HTMLElement, event: MouseEvent): boolean {
  const box = dialog.getBoundingClientRect();
  return event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom;
}

async function open(link: HTMLAnchorElement): Promise<void> {
  link.closest("dialog")?.close();
  link.closest("details")?.removeAttribute("open");
  link.setAttribute("aria-busy", "true");
  try {
    const answer = await fetchPart(link.href);
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    show(read(await answer.text()), link);
  } catch {
    location.href = link.href; // the whole page says what is wrong
  } finally {
    link.removeAttribute("aria-busy");
  }
}

function show(part: Document, link: HTMLAnchorElement): void {
  const content = part.querySelector("main") ?? part.body;
  const heading = content.querySelector("h1, dialog h2");
  const dialog = fromTemplate("dialog-template");
  if (!dialog) throw new Error("no dialog on this page");
  const title = dialog.querySelector("h2")!;
  title.textContent = heading?.textContent ?? link.textContent ?? "";
  content.querySelector(".dialog-head")?.remove();
  dialog.querySelector(".dialog-body")!.append(...content.childNodes);
  document.body.append(dialog);
  dialog.addEventListener("close", () => {
    dialog.remove();
    link.focus();
  });
  process(dialog);
  dialog.showModal();
  (dialog.querySelector<HTMLElement>("[autofocus], .dialog-body :is(input:not([type=hidden]), select, textarea)") ?? dialog).focus();
}

function fromTemplate(id: string): HTMLDialogElement | null {
  const template = document.getElementById(id) as HTMLTemplateElement | null;
  return (template?.content.firstElementChild?.cloneNode(true) as HTMLDialogElement | undefined) ?? null;
}

const confirmed = new WeakSet<Element>();

function confirmFirst(event: MouseEvent): void {
  const asked = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-confirm]") : null;
  if (!asked || confirmed.delete(asked)) return;
  const dialog = fromTemplate("confirm-template");
  if (!dialog) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  dialog.querySelector("[data-question]")!.textContent = asked.dataset.confirm ?? "";
  const go = dialog.querySelector<HTMLButtonElement>("[data-go]")!;
  go.querySelector("span")!.textContent = asked.textContent?.trim() || asked.title;
  go.addEventListener("click", () => {
    dialog.close();
    confirmed.add(asked);
    asked.click();
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    asked.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
}
