import { on } from "./dom";

let last: HTMLInputElement | null = null;

/** Rows are chosen one by one, all at once, or from here to there with Shift; the bar of buttons says how many. */
export function start(): void {
  on<MouseEvent>("click", ".table tbody :is(td[data-kind=check] input, [data-selectable] input, input[form])[type=checkbox], [data-selectable] tbody input[type=checkbox]", (found, event) => {
    const box = found as HTMLInputElement;
    if (event.shiftKey && last && last.isConnected) between(last, box);
    last = box;
    count(box);
  });
  on("change", "[data-select-all]", (found) => {
    const all = found as HTMLInputElement;
    for (const box of boxes(all)) box.checked = all.checked;
    count(all);
  });
}

function boxes(of: HTMLInputElement): HTMLInputElement[] {
  const table = of.closest("table");
  return table ? [...table.querySelectorAll<HTMLInputElement>("tbody input[type=checkbox]")] : [];
}

function between(from: HTMLInputElement, to: HTMLInputElement): void {
  const all = boxes(to);
  const [low, high] = [all.indexOf(from), all.indexOf(to)].sort((a, b) => a - b);
  if (low < 0) return;
  for (const box of all.slice(low, high + 1)) box.checked = to.checked;
}

function count(of: HTMLInputElement): void {
  const all = boxes(of);
  const chosen = all.filter((box) => box.checked);
  const head = of.closest("table")?.querySelector<HTMLInputElement>("[data-select-all]");
  if (head) {
    head.checked = chosen.length > 0 && chosen.length === all.length;
    head.indeterminate = chosen.length > 0 && chosen.length < all.length;
  }
  const form = all[0]?.form?.getAttribute("id") ?? ""; // form.id may be a field named "id"
  const bar = document.querySelector<HTMLElement>(`[data-bulk="${CSS.escape(form)}"]`);
  bar?.classList.toggle("is-open", chosen.length > 0);
  const number = bar?.querySelector("[data-bulk-count]");
  if (number) number.textContent = String(chosen.length);
}
