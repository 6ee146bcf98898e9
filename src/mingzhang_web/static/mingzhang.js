// Grids by keyboard, and paste from a spreadsheet. Without this file every form still works.
"use strict";

function fieldsOf(row) {
  return [...row.querySelectorAll("td input:not([type=checkbox]), td textarea")];
}

function rowsOf(table) {
  return [...table.tBodies[0].rows];
}

function addRow(table) {
  const rows = rowsOf(table);
  const last = rows[rows.length - 1];
  const copy = last.cloneNode(true);
  const key = "new" + rows.length + "9";
  for (const field of copy.querySelectorAll("[name]")) {
    field.name = field.name.replace(/^(cell|version|delete)-(\w+?)(-|$)/, "$1-" + key + "$3");
    if (field.type !== "hidden") field.value = "";
    field.removeAttribute("aria-invalid");
  }
  for (const hint of copy.querySelectorAll(".problem, th a, td [type=checkbox]")) hint.remove();
  copy.dataset.key = key;
  table.tBodies[0].append(copy);
  return copy;
}

function paste(table, field, text) {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n");
  let row = field.closest("tr");
  const column = fieldsOf(row).indexOf(field);
  lines.forEach((line, index) => {
    if (index > 0) row = row.nextElementSibling || addRow(table);
    const fields = fieldsOf(row);
    line.split("\t").forEach((value, offset) => {
      const target = fields[column + offset];
      if (target) {
        target.value = value.trim().replace(/^"(.*)"$/s, "$1");
        target.classList.add("changed");
      }
    });
  });
}

function move(event, table) {
  const field = event.target;
  const row = field.closest("tr");
  const fields = fieldsOf(row);
  const column = fields.indexOf(field);
  if (column < 0) return;
  let target = null;
  const down = event.key === "ArrowDown" || (event.key === "Enter" && !event.shiftKey);
  const multiline = field.tagName === "TEXTAREA" && field.value.includes("\n");
  if (multiline && event.key !== "Enter") return;
  if (down) target = fieldsOf(row.nextElementSibling || addRow(table))[column];
  else if (event.key === "ArrowUp" || event.key === "Enter") target = row.previousElementSibling && fieldsOf(row.previousElementSibling)[column];
  else if (event.key === "ArrowRight" && event.altKey) target = fields[column + 1];
  else if (event.key === "ArrowLeft" && event.altKey) target = fields[column - 1];
  else return;
  event.preventDefault();
  if (target) { target.focus(); target.select(); }
}

for (const table of document.querySelectorAll("[data-grid]")) {
  table.addEventListener("keydown", (event) => move(event, table));
  table.addEventListener("input", (event) => event.target.classList.add("changed"));
  table.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text/plain");
    if (!/[\t\n]/.test(text.trimEnd()) || !event.target.closest("td")) return;
    event.preventDefault();
    paste(table, event.target, text);
  });
  const button = document.querySelector("[data-add-row]");
  if (button) button.addEventListener("click", () => fieldsOf(addRow(table))[0].focus());
}

let saving = false;
document.addEventListener("submit", () => { saving = navigator.onLine !== false; });
window.addEventListener("beforeunload", (event) => {
  if (!saving && document.querySelector(".changed")) event.preventDefault();
});
