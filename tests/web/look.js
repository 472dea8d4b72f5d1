// What a machine can see of a page: said in sentences, an empty list when there is nothing.
() => {
  const found = [];
  const text = (one) => (one.textContent || "").trim().replace(/\s+/g, " ").slice(0, 40);
  const all = (which) => [...document.querySelectorAll(which)];
  const isThere = (one) => {
    const box = one.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && getComputedStyle(one).visibility !== "hidden";
  };
  const name = (one) => one.getAttribute("aria-label") || one.getAttribute("aria-labelledby") || text(one);
  const scrolls = (one) => {
    for (let at = one.parentElement; at; at = at.parentElement)
      if (["auto", "scroll", "hidden"].includes(getComputedStyle(at).overflowX)) return true;
    return false;
  };

  if (!/.+ · .+/.test(document.title)) found.push(`title: ${document.title}`);
  if (all("h1").length !== 1) found.push(`${all("h1").length} first headings`);
  let level = 0;
  for (const one of all("h1, h2, h3, h4")) {
    if (level && +one.tagName[1] > level + 1) found.push(`heading skips a level: ${text(one)}`);
    level = +one.tagName[1];
  }
  if (document.documentElement.scrollWidth > innerWidth) {
    const out = all("body *").filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !scrolls(one));
    found.push(`wider than ${innerWidth}: ${out.slice(0, 3).map((one) => one.tagName + " " + text(one)).join("; ")}`);
  }
  for (const one of all("input:not([type=hidden]):not([hidden]), select, textarea"))
    if (!one.labels?.length && !one.getAttribute("aria-label") && !one.closest("[role=radiogroup]"))
      found.push(`no label: ${one.outerHTML.slice(0, 80)}`);
  for (const one of all("a[href], button")) if (isThere(one) && !name(one)) found.push(`no name: ${one.outerHTML.slice(0, 80)}`);
  const ids = all("[id]").map((one) => one.id);
  for (const id of new Set(ids.filter((one, at) => ids.indexOf(one) !== at))) found.push(`id twice: ${id}`);
  for (const attribute of ["for", "aria-labelledby", "aria-describedby"])
    for (const one of all(`[${attribute}]`))
      for (const id of one.getAttribute(attribute).split(" "))
        if (id && !document.getElementById(id)) found.push(`${attribute} points to nothing: ${id}`);

  const numbers = (colour) => colour.match(/[\d.]+/g).map(Number);
  const light = (colour) => {
    const [r, g, b] = numbers(colour).map((one) => (one / 255 <= 0.03928 ? one / 255 / 12.92 : ((one / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (one) => {
    for (let at = one; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      const alpha = numbers(colour)[3];
      if (alpha === undefined || alpha === 1) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const seen = new Set();
  while (words.nextNode()) {
    const one = words.currentNode.parentElement;
    if (seen.has(one) || !words.currentNode.textContent.trim() || one.closest("svg, option, .visually-hidden") || !isThere(one)) continue;
    seen.add(one);
    const style = getComputedStyle(one), size = parseFloat(style.fontSize);
    const [a, b] = [light(style.color), light(ground(one))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const large = size >= 24 || (size >= 18.66 && +style.fontWeight >= 700);
    if (!one.closest(":disabled") && ratio < (large ? 3 : 4.5)) found.push(`contrast ${ratio.toFixed(2)}: ${text(one)}`);
    if (size < 12) found.push(`smaller than 12 px: ${text(one)}`);
  }
  return found;
}
