// Check a file: drag and drop, and the keyboard between findings and cells. Without this file links do it.
"use strict";

for (const form of document.querySelectorAll("[data-drop]")) {
  const input = form.querySelector("input[type=file]");
  for (const name of ["dragenter", "dragover"]) {
    form.addEventListener(name, (event) => { event.preventDefault(); form.classList.add("over"); });
  }
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    form.requestSubmit();
  });
  form.addEventListener("submit", () => { for (const button of form.querySelectorAll("button")) button.disabled = true; });
}

const findings = [...document.querySelectorAll("[data-finding]")];
let at = -1;

function mark(element) {
  for (const old of document.querySelectorAll(".current")) old.classList.remove("current");
  if (element) element.classList.add("current");
}

function cellsOf(finding) {
  return [...finding.querySelectorAll("[data-cell]")];
}

function showFinding(index) {
  if (!findings.length) return;
  at = (index + findings.length) % findings.length;
  const finding = findings[at];
  mark(finding);
  for (const link of cellsOf(finding)) {
    const cell = document.getElementById(link.dataset.cell);
    if (cell) cell.classList.add("current");
  }
  finding.focus({ preventScroll: true });
  finding.scrollIntoView({ block: "nearest" });
}

function showCell(finding) {
  const links = cellsOf(finding);
  const here = links.find((link) => document.getElementById(link.dataset.cell));
  if (!here) { if (links.length) links[0].click(); return; }
  const cell = document.getElementById(here.dataset.cell);
  mark(cell);
  finding.classList.add("current");
  const link = cell.matches("a") ? cell : cell.querySelector("a") || cell;
  if (!link.matches("a")) link.tabIndex = -1;
  link.focus({ preventScroll: true });
  cell.scrollIntoView({ block: "center", inline: "center" });
}

function toFinding(link) {
  const finding = document.getElementById(link.hash.slice(1));
  const index = findings.indexOf(finding);
  if (index >= 0) showFinding(index);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-findings]");
  if (link && document.getElementById((link.getAttribute("href") || "").slice(1))) {
    event.preventDefault();
    toFinding({ hash: link.getAttribute("href") });
    return;
  }
  const named = event.target.closest("[data-cell]");
  if (named && document.getElementById(named.dataset.cell)) {
    event.preventDefault();
    at = findings.indexOf(named.closest("[data-finding]"));
    const cell = document.getElementById(named.dataset.cell);
    mark(cell);
    const inner = cell.matches("a") ? cell : cell.querySelector("a");
    if (inner) inner.focus({ preventScroll: true });
    cell.scrollIntoView({ block: "center", inline: "center" });
  }
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
  if (event.key === "j") showFinding(at + 1);
  else if (event.key === "k") showFinding(at < 0 ? -1 : at - 1);
  else if (event.key === "Enter" && event.target.matches("[data-finding]")) showCell(event.target);
  else return;
  event.preventDefault();
});

// The page's picture may arrive after the address that names a cell on it: then the browser has not found it.
function arrive() {
  const named = location.hash ? document.getElementById(location.hash.slice(1)) : null;
  if (!named) return;
  if (named.matches("[data-finding]")) { at = findings.indexOf(named); mark(named); return; }
  mark(named);
  const link = named.matches("a") ? named : named.querySelector("a");
  if (link) link.focus({ preventScroll: true });
  named.scrollIntoView({ block: "center", inline: "center" });
}

arrive();
window.addEventListener("hashchange", arrive);
document.body.addEventListener("htmx:afterSettle", (event) => { if (event.target.id === "sheet") arrive(); });
