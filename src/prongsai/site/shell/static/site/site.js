// What makes pages quicker to use. Everything works without it.
"use strict";

// Show what went wrong where a part of the page could not be fetched.
document.addEventListener("htmx:responseError", () => { document.getElementById("trouble").hidden = false; });
document.addEventListener("htmx:sendError", () => { document.getElementById("trouble").hidden = false; });
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful) document.getElementById("trouble").hidden = true;
});

// A form whose text was changed asks before it is left, also where another form of the page is sent.
const changed = new Set();
document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (form && form.hasAttribute("data-guard")) changed.add(form);
});
document.addEventListener("submit", (event) => { changed.delete(event.target); });
window.addEventListener("beforeunload", (event) => {
  if ([...changed].some((form) => form.isConnected)) event.preventDefault();
});

document.addEventListener("click", async (event) => {
  const copy = event.target.closest("[data-copy]");
  if (copy) {
    await navigator.clipboard.writeText(document.getElementById(copy.dataset.copy).value);
    copy.textContent = copy.dataset.done;
  }
  if (event.target.closest("[data-print]")) window.print();
  const menu = document.querySelector("details.menu[open]");
  if (menu && !menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  const menu = document.querySelector("details.menu[open]");
  if (event.key === "Escape" && menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// A slider and the number beside it show the same.
document.addEventListener("input", (event) => {
  const other = document.getElementById(event.target.dataset.pair);
  const typed = event.target.value.replace(/[๐-๙]/g, (digit) => digit.charCodeAt(0) - 0x0e50).trim();
  if (other && typed !== "" && !Number.isNaN(Number(typed))) {
    other.value = event.target.type === "range" ? Number(typed).toFixed(2) : typed;
  }
});

// Buttons that only work with this script are shown only with it.
for (const each of document.querySelectorAll("[data-script]")) each.hidden = false;

// After a faulty form, begin at the list of what is wrong.
const faults = document.getElementById("summary");
if (faults) faults.focus();
