// Filters, sorting and search of the index; every page can be read without it.
"use strict";
(() => {
  const table = document.getElementById("incidents");
  const form = document.getElementById("filters");
  if (!table || !form) return;
  const body = table.tBodies[0];
  let rows = [...body.rows];
  const shown = document.getElementById("shown");
  const pages = document.querySelector("nav.pages");
  const first = rows.slice();

  const fits = (row, wanted) => {
    const d = row.dataset;
    return (!wanted.country || d.country === wanted.country)
      && (!wanted.kind || d.kind === wanted.kind)
      && (!wanted.outcome || d.outcomes.split(" ").includes(wanted.outcome))
      && (!wanted.verdict || d.verdicts.split(" ").includes(wanted.verdict))
      && (!wanted.source || d.sources.split("; ").includes(wanted.source))
      && (!wanted.new || d.new === "1")
      && (!wanted.from || (d.day && d.day >= wanted.from))
      && (!wanted.to || (d.day && d.day <= wanted.to))
      && (!wanted.q || wanted.q.toLowerCase().split(/\s+/).every((word) => row.text.includes(word)));
  };

  // All rows, where the table stands on several pages: they come as a file beside it.
  const all = () => new Promise((resolve) => {
    const file = table.dataset.rows;
    if (!file || window.figuresRows === null) return resolve();
    const script = document.createElement("script");
    script.src = file;
    script.onload = () => {
      const holder = document.createElement("tbody");
      holder.innerHTML = window.figuresRows.join("");
      window.figuresRows = null;
      rows = [...holder.rows];
      prepare();
      resolve();
    };
    script.onerror = () => resolve();
    document.head.append(script);
  });

  const prepare = () => rows.forEach((row) => {
    row.text = (row.textContent + " " + row.dataset.sources + " " + row.dataset.day).toLowerCase();
  });

  const read = () => Object.fromEntries([...new FormData(form)].filter(([, value]) => value));

  const apply = async () => {
    const wanted = read();
    const asks = Object.keys(wanted).length > 0 || sorted;
    if (asks) await all();
    const found = asks ? rows.filter((row) => fits(row, wanted)) : first;
    const some = found.slice(0, 1000);
    some.forEach((row) => { row.hidden = false; });
    body.replaceChildren(...some);
    if (pages) pages.hidden = Boolean(asks);
    shown.textContent = asks
      ? `${found.length.toLocaleString("en")} of ${rows.length.toLocaleString("en")} shown` + (found.length > 1000 ? ", the first 1,000" : "")
      : "";
    const hash = new URLSearchParams(wanted).toString();
    history.replaceState(null, "", hash ? "#" + hash : location.pathname + location.search);
  };

  let sorted = null;
  const keys = {
    day: (row) => row.dataset.day, place: (row) => row.querySelector(".place a").textContent,
    low: (row) => Number(row.dataset.low || -1), voices: (row) => Number(row.dataset.voices),
  };
  table.querySelectorAll("th[data-sort]").forEach((head) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", async () => {
      const name = head.dataset.sort;
      const down = !(sorted && sorted.name === name && sorted.down);
      sorted = { name, down };
      await all();
      const key = keys[name];
      rows.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0) * (down ? -1 : 1));
      table.querySelectorAll("th[data-sort]").forEach((th) => th.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      apply();
    });
  });

  const fromHash = () => {
    const wanted = new URLSearchParams(location.hash.slice(1));
    for (const [name, value] of wanted) {
      const field = form.elements[name];
      if (!field) continue;
      if (field.type === "checkbox") field.checked = true; else field.value = value;
    }
  };

  prepare();
  form.hidden = false;
  fromHash();
  let timer;
  for (const kind of ["input", "change"]) {
    form.addEventListener(kind, () => { clearTimeout(timer); timer = setTimeout(apply, 120); });
  }
  form.addEventListener("submit", (event) => { event.preventDefault(); apply(); });
  form.addEventListener("reset", () => { sorted = null; setTimeout(apply); });
  window.addEventListener("hashchange", () => { fromHash(); apply(); });
  if (location.hash.includes("=")) apply();
})();
