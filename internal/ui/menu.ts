import { on } from "./dom";

/** Menus close when one looks elsewhere, open upward near the foot of the page, and move by arrow keys. */
export function start(): void {
  document.addEventListener("click", (event) => closeAll(event.target as Element));
  document.addEventListener("toggle", (event) => {
    const menu = event.target as HTMLDetailsElement;
    if (!menu.matches?.("[data-menu]") || !menu.open) return;
    closeAll(menu);
    place(menu);
  }, true);
  on<KeyboardEvent>("keydown", "[data-menu]", (menu, event) => move(menu as HTMLDetailsElement, event));
}

function closeAll(but: Element | null): void {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>("details[data-menu][open]")) {
    if (!but || !menu.contains(but)) menu.open = false;
  }
}

function place(menu: HTMLDetailsElement): void {
  const list = menu.querySelector(".menu-list");
  if (!list) return;
  list.classList.remove("is-up", "is-start");
  const box = list.getBoundingClientRect();
  if (box.bottom > innerHeight && box.height < box.top) list.classList.add("is-up");
  if (box.left < 0) list.classList.add("is-start");
}

function move(menu: HTMLDetailsElement, event: KeyboardEvent): void {
  if (event.key === "Escape" && menu.open) {
    menu.open = false;
    menu.querySelector("summary")?.focus();
    event.stopPropagation();
    return;
  }
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  event.preventDefault();
  menu.open = true;
  const items = [...menu.querySelectorAll<HTMLElement>(".menu-list a, .menu-list button")].filter((i) => i.offsetParent);
  const at = items.indexOf(document.activeElement as HTMLElement);
  const step = event.key === "ArrowDown" ? 1 : -1;
  items[(at + step + items.length) % items.length]?.focus();
}
