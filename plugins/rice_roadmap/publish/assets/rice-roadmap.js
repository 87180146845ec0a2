// Sorting, filtering and copying for pages that are complete without them.
//
// A list says `data-rr-filter="status area"` and its rows `data-status`, `data-area`: each name becomes a choice
// above the list, kept in the address so that a filtered list can be sent to somebody. A header cell says
// `data-rr-sort="number"` or `"text"`; a cell may give its value in `data-value`. A text says `data-rr-copy`.
(function () {
  "use strict";

  const LABELS = { area: "Area", objective: "Objective", status: "Status", answer: "Answer", reason: "Reason",
    fits: "What fits", moscow: "MoSCoW", kano: "Kano" };

  function each(selector, root, action) {
    for (const element of root.querySelectorAll(selector)) action(element);
  }

  // One pass over the page; instant navigation replaces the body, so marks on elements keep it from being done twice.
  function enhance(root) {
    each("[data-rr-filter]:not([data-rr-ready])", root, addFilters);
    each("th[data-rr-sort]:not([data-rr-ready])", root, addSorting);
    each("[data-rr-copy]:not([data-rr-ready])", root, addCopying);
  }

  function addFilters(list) {
    list.dataset.rrReady = "";
    const rows = list.dataset.rrRows ? [...list.querySelectorAll(list.dataset.rrRows)] : [...list.children];
    const form = document.createElement("form");
    form.className = "rr-filters";
    form.setAttribute("role", "search");
    form.setAttribute("aria-label", "Filter this list");
    const asked = new URLSearchParams(location.search);
    const fields = list.dataset.rrFilter.split(" ").map((name) => field(name, rows, asked)).filter(Boolean);
    if (!fields.length) return;
    const count = document.createElement("output");
    for (const one of fields) form.append(one.label);
    form.append(count);
    (list.closest(".rr-table") || list).before(form);
    const apply = () => filter(fields, rows, count);
    form.addEventListener("change", () => { remember(fields); apply(); });
    form.addEventListener("submit", (event) => event.preventDefault());
    apply();
  }

  function field(name, rows, asked) {
    const key = name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
    const values = [...new Set(rows.flatMap((row) => (row.dataset[key] || "").split("|")).filter(Boolean))].sort();
    if (values.length < 2) return null;
    const select = document.createElement("select");
    select.name = name;
    select.append(new Option("All", ""), ...values.map((value) => new Option(value, value)));
    select.value = values.includes(asked.get(name)) ? asked.get(name) : "";
    const label = document.createElement("label");
    label.append(`${LABELS[name] || name} `, select);
    return { key, name, select, label };
  }

  function filter(fields, rows, count) {
    let shown = 0;
    for (const row of rows) {
      const fits = fields.every(({ key, select }) =>
        !select.value || (row.dataset[key] || "").split("|").includes(select.value));
      row.hidden = !fits;
      shown += fits;
    }
    count.value = fields.some(({ select }) => select.value) ? `${shown} of ${rows.length}` : "";
  }

  function remember(fields) {
    const address = new URL(location.href);
    for (const { name, select } of fields) {
      if (select.value) address.searchParams.set(name, select.value);
      else address.searchParams.delete(name);
    }
    history.replaceState(history.state, "", address);
  }

  function addSorting(header) {
    header.dataset.rrReady = "";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "rr-sort";
    button.append(...header.childNodes);
    header.append(button);
    button.addEventListener("click", () => sort(header));
  }

  function sort(header) {
    const table = header.closest("table");
    const column = [...header.parentElement.children].indexOf(header);
    const down = header.getAttribute("aria-sort") === "ascending";
    const number = header.dataset.rrSort === "number";
    each("th[aria-sort]", table, (other) => other.removeAttribute("aria-sort"));
    header.setAttribute("aria-sort", down ? "descending" : "ascending");
    const body = table.tBodies[0];
    const value = (row) => {
      const cell = row.cells[column];
      const text = cell.dataset.value || cell.textContent.trim();
      return number ? Number(text.replace(/,/g, "")) : text.toLocaleLowerCase();
    };
    const rows = [...body.rows].map((row) => [value(row), row]);
    rows.sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0) * (down ? -1 : 1));
    body.append(...rows.map(([, row]) => row));
  }

  function addCopying(text) {
    text.dataset.rrReady = "";
    if (!navigator.clipboard) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "rr-copy";
    button.textContent = "Copy";
    text.after(button);
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text.textContent.trim());
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = "Copy"; }, 2000);
    });
  }

  // Material tells when instant navigation has put a new page in place; other themes load the page as ever.
  if (window.document$) window.document$.subscribe(() => enhance(document));
  else if (document.readyState !== "loading") enhance(document);
  else document.addEventListener("DOMContentLoaded", () => enhance(document));
})();
