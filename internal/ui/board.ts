/** Cards are dragged between lanes. The move is shown at once and taken back when the server says no. */
export function start(): void {
  let moving: HTMLElement | null = null;

  document.addEventListener("dragstart", (event) => {
    moving = (event.target as Element).closest<HTMLElement>("[data-move]");
    if (!moving || !event.dataTransfer) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", moving.id);
    moving.classList.add("is-moving");
  });
  document.addEventListener("dragover", (event) => {
    const lane = over(event);
    if (!moving || !lane) return;
    event.preventDefault();
    mark(lane);
  });
  document.addEventListener("dragend", () => {
    moving?.classList.remove("is-moving");
    moving = null;
    mark(null);
  });
  document.addEventListener("drop", (event) => {
    const lane = over(event);
    if (!moving || !lane) return;
    event.preventDefault();
    if (moving.closest("[data-lane]") !== lane) void move(moving, lane);
  });
}

function over(event: DragEvent): HTMLElement | null {
  return (event.target as Element).closest?.<HTMLElement>("[data-lane]") ?? null;
}

function mark(lane: HTMLElement | null): void {
  for (const other of document.querySelectorAll(".lane.is-over")) if (other !== lane) other.classList.remove("is-over");
  lane?.classList.add("is-over");
}

async function move(card: HTMLElement, lane: HTMLElement): Promise<void> {
  const before = { parent: card.parentElement!, next: card.nextElementSibling };
  lane.querySelector("[data-lane-cards]")!.prepend(card);
  card.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(card.dataset.move!, {
      method: "POST",
      credentials: "same-origin",
      body: new URLSearchParams({ stage: lane.dataset.lane ?? "" }),
    });
    if (!answer.ok) throw new Error(String(answer.status));
    // a move that needs more words (a reason, a date) leads to its own page
    if (answer.redirected && new URL(answer.url).pathname !== location.pathname) location.href = answer.url;
    else location.reload(); // counts, sums and what the move set off
  } catch {
    before.parent.insertBefore(card, before.next);
  } finally {
    card.removeAttribute("aria-busy");
  }
}
