import { fetchPart, read, settle } from "./dom";

/** Finds one of very many by typing. The server answers with option elements: value and words. */
export function start(): void {
  document.addEventListener("focusin", (event) => {
    const box = (event.target as Element).closest<HTMLElement>("[data-combobox]");
    if (box && !box.dataset.ready) ready(box);
  });
}

function ready(box: HTMLElement): void {
  box.dataset.ready = "yes";
  const input = box.querySelector<HTMLInputElement>("[role=combobox]")!;
  const value = box.querySelector<HTMLInputElement>("[data-combobox-value]")!;
  const list = box.querySelector<HTMLElement>("[role=listbox]")!;
  let asking = new AbortController();
  let at = -1;

  const options = () => [...list.querySelectorAll<HTMLElement>("[role=option]")];
  const show = (open: boolean) => {
    list.hidden = !open || !options().length;
    input.setAttribute("aria-expanded", String(!list.hidden));
  };
  const mark = (index: number) => {
    const all = options();
    at = all.length ? (index + all.length) % all.length : -1;
    all.forEach((o, i) => o.setAttribute("aria-selected", String(i === at)));
    if (at >= 0) {
      input.setAttribute("aria-activedescendant", all[at].id);
      all[at].scrollIntoView({ block: "nearest" });
    }
  };
  const take = (option: HTMLElement | undefined) => {
    if (!option) return;
    value.value = option.dataset.value ?? "";
    input.value = option.dataset.label ?? option.textContent?.trim() ?? "";
    show(false);
    value.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const ask = async () => {
    asking.abort();
    asking = new AbortController();
    const source = box.dataset.combobox!;
    try {
      const answer = await fetchPart(source + (source.includes("?") ? "&" : "?") + "q=" + encodeURIComponent(input.value), asking.signal);
      if (!answer.ok) return;
      const found = [...read("<select>" + (await answer.text()) + "</select>").querySelectorAll("option")];
      list.replaceChildren(...found.map((option, i) => line(option, list.id + "-" + i)));
      show(true);
      mark(0);
    } catch {
      // a newer question is on its way
    }
  };
  const askSoon = settle(140, () => void ask());

  input.addEventListener("input", () => {
    value.value = "";
    askSoon();
  });
  let answered = false; // whether this press of Enter chose something here
  input.addEventListener("keypress", (event) => {
    if (event.key === "Enter" && answered) event.preventDefault();
  });
  input.addEventListener("keydown", (event) => {
    answered = event.key === "Enter" && (!list.hidden || (input.value !== "" && !value.value));
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) return void ask();
      mark(at + (event.key === "ArrowDown" ? 1 : -1));
    }
    if (answered) {
      event.preventDefault(); // words that name nobody yet must not send the form
      if (!list.hidden) take(options()[at]);
    }
    if (event.key === "Escape" && !list.hidden) {
      event.stopPropagation();
      event.preventDefault();
      show(false);
    }
  });
  input.addEventListener("blur", () => show(false));
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault(); // the focus stays in the field
    take((event.target as Element).closest<HTMLElement>("[role=option]") ?? undefined);
  });
}

function line(option: HTMLOptionElement, id: string): HTMLElement {
  const line = document.createElement("li");
  line.id = id;
  line.setAttribute("role", "option");
  line.dataset.value = option.value;
  line.dataset.label = option.label;
  line.textContent = option.label;
  if (option.dataset.note) {
    const note = document.createElement("small");
    note.textContent = option.dataset.note;
    line.append(note);
  }
  return line;
}
