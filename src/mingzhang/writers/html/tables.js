// Search and sort, for those whose browser runs scripts; the page is whole without.
"use strict";
(function () {
  const words = document.body.dataset;

  function rowsOf(table) {
    return Array.from(table.tBodies[0].rows);
  }

  function addSearch(region, table) {
    const box = document.createElement("div");
    const input = document.createElement("input");
    box.className = "tools";
    input.type = "search";
    input.placeholder = words.search;
    input.setAttribute("aria-label", words.search);
    input.addEventListener("input", function () {
      const wanted = input.value.trim();
      for (const row of rowsOf(table)) {
        row.hidden = wanted !== "" && !row.textContent.includes(wanted);
      }
    });
    box.append(input);
    region.before(box);
  }

  function numberAt(row, column) {
    const cell = row.cells[row.cells.length - 1 - column];
    const value = cell ? Number.parseFloat(cell.textContent) : Number.NaN;
    return Number.isNaN(value) ? -Infinity : value;
  }

  // The order of the print, then falling, then rising; the total stays on top.
  function addSort(table) {
    const printed = rowsOf(table);
    const last = Array.from(table.tHead.rows).at(-1);
    const heads = Array.from(last.cells).filter((cell) => /^\d+$/.test(cell.textContent));
    heads.forEach(function (head, at) {
      const column = heads.length - 1 - at;
      const button = document.createElement("button");
      let state = 0;
      button.className = "sort";
      button.type = "button";
      button.textContent = "↕";
      button.setAttribute("aria-label", words.sort + " " + head.textContent);
      button.addEventListener("click", function () {
        state = (state + 1) % 3;
        const rows = printed.slice(1);
        if (state > 0) {
          const sign = state === 1 ? -1 : 1;
          rows.sort((a, b) => sign * (numberAt(a, column) - numberAt(b, column)) || 0);
        }
        table.tBodies[0].append(printed[0], ...rows);
        button.textContent = ["↕", "↓", "↑"][state];
      });
      head.append(button);
    });
  }

  for (const region of document.querySelectorAll(".scroll")) {
    const table = region.querySelector("table");
    const first = table.tBodies[0].rows[0];
    if (table.tBodies[0].rows.length > 8) {
      addSearch(region, table);
    }
    // One row a subject: code and label, then figures; 合计 spans both.
    if (first && first.cells[0].colSpan === 2 && table.tBodies[0].rows.length > 3) {
      addSort(table);
    }
  }
})();
