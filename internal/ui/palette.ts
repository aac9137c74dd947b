import { fetchPart, read, settle } from "./dom";

/** Ctrl+K opens the command palette: type, choose with the arrows, Enter. */
export function start(): void {
  const palette = document.getElementById("palette") as HTMLDialogElement | null;
  if (!palette) return;
  const input = palette.querySelector<HTMLInputElement>("input")!;
  const list = palette.querySelector<HTMLElement>(".palette-list")!;
  let asking = new AbortController();
  let answered = ""; // the words that what is shown answers

  const ask = async () => {
    asking.abort();
    asking = new AbortController();
    const words = input.value;
    try {
      const answer = await fetchPart("/palette?q=" + encodeURIComponent(input.value), asking.signal);
      if (!answer.ok) return;
      list.replaceChildren(...read(await answer.text()).body.childNodes);
      choose(list, input, 0);
      answered = words;
    } catch {
      // a newer question is on its way, or the network is gone: what is shown stays
    }
  };
  const askSoon = settle(110, () => void ask());

  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (palette.open) return palette.close();
    for (const menu of document.querySelectorAll("details[data-menu][open]")) menu.removeAttribute("open");
    input.value = "";
    palette.showModal();
    input.focus();
    void ask();
  });
  input.addEventListener("input", askSoon);
  palette.addEventListener("keydown", (event) => {
    const at = options(list).findIndex((o) => o.getAttribute("aria-selected") === "true");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(list, input, at + (event.key === "ArrowDown" ? 1 : -1));
    }
    if (event.key === "Enter") {
      event.preventDefault();
      // Who types fast means what they typed, not what is still shown for less of it.
      if (input.value === answered) options(list)[at]?.click();
      else void ask().then(() => input.value === answered && options(list)[0]?.click());
    }
  });
}

function options(list: HTMLElement): HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>("[role=option]")];
}

function choose(list: HTMLElement, input: HTMLInputElement, index: number): void {
  const all = options(list);
  const at = all.length ? (index + all.length) % all.length : -1;
  all.forEach((option, i) => {
    option.id ||= "palette-" + i;
    option.setAttribute("aria-selected", String(i === at));
  });
  if (at < 0) return input.removeAttribute("aria-activedescendant");
  input.setAttribute("aria-activedescendant", all[at].id);
  all[at].scrollIntoView({ block: "nearest" });
}
