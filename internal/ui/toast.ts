/** Toasts go after a while, later when there is something to undo, and never while one reads them. */
export function start(): void {
  const toasts = document.getElementById("toasts");
  if (!toasts) return;
  for (const toast of toasts.querySelectorAll<HTMLElement>("[data-toast]")) watch(toast);
  new MutationObserver((changes) => {
    for (const change of changes) {
      for (const added of change.addedNodes) {
        if (added instanceof HTMLElement && added.matches("[data-toast]")) watch(added);
      }
    }
  }).observe(toasts, { childList: true });
}

function watch(toast: HTMLElement): void {
  if (toast.dataset.watched) return;
  toast.dataset.watched = "yes";
  const stay = toast.classList.contains("tone-broken") ? 0 : toast.querySelector(".toast-undo") ? 12000 : 6000;
  let timer = 0;
  const go = () => { if (stay) timer = window.setTimeout(() => toast.remove(), stay); };
  const keep = () => clearTimeout(timer);
  toast.addEventListener("pointerenter", keep);
  toast.addEventListener("focusin", keep);
  toast.addEventListener("pointerleave", go);
  toast.addEventListener("focusout", go);
  toast.querySelector("[data-toast-close]")?.addEventListener("click", () => toast.remove());
  go();
}
