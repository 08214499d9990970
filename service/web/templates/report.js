"use strict";
(() => {
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));

  const filter = document.querySelector(".filter");
  if (filter) {
    const author = filter.querySelector("select");
    const output = filter.querySelector("output");
    const cards = all(".group .card");
    const apply = () => {
      const severities = new Set(all("input:checked", filter).map((box) => box.value));
      const wanted = author ? author.value : "";
      let shown = 0;
      for (const card of cards) {
        const by = card.dataset.authors.split(" ");
        card.hidden = !severities.has(card.dataset.severity) || (wanted !== "" && !by.includes(wanted));
        shown += card.hidden ? 0 : 1;
      }
      for (const group of all(".group")) {
        group.hidden = !group.querySelector(".card:not([hidden])");
      }
      output.textContent = shown === cards.length ? "" : `${shown} of ${cards.length}`;
    };
    filter.hidden = false;
    filter.addEventListener("change", apply);
  }

  const copy = async (words) => {
    try {
      await navigator.clipboard.writeText(words.textContent);
    } catch {
      const range = document.createRange();
      range.selectNodeContents(words);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      document.execCommand("copy");
    }
  };
  for (const button of all("button.copy")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await copy(button.closest(".answer").querySelector(".words"));
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = "Copy"; }, 2000);
    });
  }

  const point = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    for (const mark of all("mark.now")) mark.classList.remove("now");
    if (id.startsWith("at-")) {
      for (const mark of all("mark")) {
        mark.classList.toggle("now", mark.dataset.marks.split(" ").includes(id.slice(3)));
      }
    } else if (id.startsWith("card-")) {
      const card = document.getElementById(id);
      if (card && card.hidden && filter) {
        for (const box of all("input", filter)) box.checked = true;
        if (filter.querySelector("select")) filter.querySelector("select").value = "";
        filter.dispatchEvent(new Event("change"));
        card.scrollIntoView();
      }
    }
  };
  addEventListener("hashchange", point);
  point();

  let closed = [];
  addEventListener("beforeprint", () => {
    closed = all("details:not([open])");
    for (const details of closed) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of closed) details.open = false;
  });
})();
