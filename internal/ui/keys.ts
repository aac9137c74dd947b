import { typing } from "./dom";

/** "/" searches, "?" shows the keys, j and k walk the rows of a list, Enter opens, x chooses. */
export function start(): void {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event)) return;
    if (document.querySelector("dialog[open]")) return;
    const act = keys[event.key];
    if (act?.()) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    if ((event.target as Element).closest?.("[data-shortcuts]")) showKeys();
  });
}

const keys: Record<string, () => boolean> = {
  "/": () => focus(document.querySelector<HTMLInputElement>("[data-slash]")),
  "?": showKeys,
  j: () => walk(1),
  k: () => walk(-1),
  Enter: () => press("td[data-kind=main] a, h3 a"),
  x: () => press("input[type=checkbox]"),
};

function focus(field: HTMLInputElement | null): boolean {
  field?.focus();
  field?.select();
  return !!field;
}

function showKeys(): boolean {
  const dialog = document.getElementById("shortcuts") as HTMLDialogElement | null;
  dialog?.showModal();
  return !!dialog;
}

function rows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("main :is([data-keys] tbody tr, .timeline[data-keys] .entry, .owed)")];
}

function walk(step: number): boolean {
  const all = rows();
  if (!all.length) return false;
  const at = all.findIndex((row) => row.classList.contains("is-here"));
  const next = all[Math.min(Math.max(at + step, 0), all.length - 1)];
  all[at]?.classList.remove("is-here");
  next.classList.add("is-here");
  next.scrollIntoView({ block: "nearest" });
  return true;
}

function press(selector: string): boolean {
  if (document.activeElement && document.activeElement !== document.body && document.activeElement.id !== "main") return false;
  const found = document.querySelector<HTMLElement>("main .is-here")?.querySelector<HTMLElement>(selector);
  found?.click();
  return !!found;
}
