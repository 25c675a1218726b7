// What forms and links cannot do: keys on the contact sheet, and progress that comes by itself.
"use strict";

const csrf = document.querySelector("meta[name=csrf]");
document.addEventListener("htmx:configRequest", event => {
  if (csrf) event.detail.headers[csrf.dataset.header] = csrf.content;
});

const typing = target => target.matches("input:not([type=checkbox]), textarea, select, [contenteditable]");
const cards = () => [...document.querySelectorAll("#sheet .card")];
const current = () => document.activeElement.closest("#sheet .card");

function move(by) {
  const all = cards();
  if (!all.length) return;
  const at = all.indexOf(current());
  const next = all[Math.min(all.length - 1, Math.max(0, at < 0 ? 0 : at + by))];
  next.focus();
  next.scrollIntoView({ block: "center" });
}

function decide(card, verdict, reason) {
  const next = cards()[cards().indexOf(card) + 1];
  const id = card.id;
  htmx.ajax("POST", card.dataset.review + location.search, {
    target: card, swap: "outerHTML", values: { verdict, seen: card.dataset.seen, ...(reason ? { reason } : {}) },
  }).then(() => (next && next.isConnected ? next : document.getElementById(id))?.focus());
}

function reject(card) {
  const dialog = document.getElementById("reject");
  const reason = document.getElementById("reject-reason");
  reason.value = "";
  dialog.returnValue = "";
  dialog.onclose = () => {
    card.focus();
    if (dialog.returnValue === "reject" && reason.value.trim()) decide(card, "REJECTED", reason.value);
  };
  dialog.showModal();
  reason.focus();
}

const mayReview = () => document.querySelector(".bulk") !== null;
const keys = {
  j: () => move(1), ArrowRight: () => move(1), k: () => move(-1), ArrowLeft: () => move(-1),
  a: card => card?.dataset.review && mayReview() && decide(card, "APPROVED"),
  r: card => card?.dataset.review && mayReview() && reject(card),
  x: card => card?.querySelector("input[name=asset]")?.click(),
  Enter: card => card?.querySelector("a.picture")?.click(),
};

document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (typing(event.target)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  const focus = document.querySelector(`[data-focus-key="${CSS.escape(event.key)}"]`);
  const press = document.querySelector(`[data-key="${CSS.escape(event.key)}"]:not(:disabled)`);
  if (focus) {
    event.preventDefault();
    focus.focus();
  } else if (press) {
    event.preventDefault();
    press.click();
  } else if (document.getElementById("sheet") && keys[event.key]) {
    const card = current();
    // On a link or button, Enter means that one.
    if (event.key === "Enter" && document.activeElement !== card) return;
    event.preventDefault();
    keys[event.key](card);
  }
});

document.addEventListener("change", event => {
  if (!event.target.matches("#sheet-form input[type=checkbox]")) return;
  const ticked = document.querySelectorAll("#sheet input[name=asset]:checked").length;
  const all = document.querySelector("input[name=all]")?.checked;
  document.getElementById("chosen").textContent =
    all ? "All that the filter shows" : ticked ? `${ticked} chosen` : "Tick pictures, or use the keys";
});

// While a campaign runs its sheet fills up by itself, unless someone is working on it; when it ends, the page is told anew.
const live = document.querySelector(".live[data-campaign]");
if (live) {
  let { state, done } = live.querySelector(".progress").dataset;
  let last = 0;
  live.addEventListener("htmx:sseMessage", () => {
    const now = live.querySelector(".progress").dataset;
    if (now.state !== state) {
      location.reload();
      return;
    }
    const sheet = document.getElementById("sheet");
    const busy = document.querySelector("#sheet input:checked, dialog[open]") || current();
    if (now.done !== done && !busy && Date.now() - last > 2000) {
      done = now.done;
      last = Date.now();
      htmx.ajax("GET", location.pathname + location.search, { source: "#sheet", target: "#sheet", select: "#sheet", swap: "outerHTML" });
    }
  });
}
