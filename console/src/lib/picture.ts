/** What of a drawing comes from style sheets and must travel with it into a picture. */
const PAINTED = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-opacity",
  "opacity",
  "font-family",
  "font-size",
  "font-weight",
  "text-anchor",
  "dominant-baseline",
  "visibility",
] as const;

/** What a table or a row of cards has on top of that: where everything lies, and on which ground. */
const LAID = [
  ...PAINTED,
  "display",
  "box-sizing",
  "width",
  "height",
  ...["margin", "padding"].flatMap((name) => ["top", "right", "bottom", "left"].map((side) => `${name}-${side}`)),
  ...["top", "right", "bottom", "left"].flatMap((side) =>
    ["width", "style", "color"].map((of) => `border-${side}-${of}`),
  ),
  "border-radius",
  "border-collapse",
  "border-spacing",
  "table-layout",
  "background-color",
  "background-image",
  "color",
  "font-style",
  "font-variant-numeric",
  "line-height",
  "text-align",
  "text-overflow",
  "vertical-align",
  "white-space",
  "list-style-type",
  "transform",
  "flex",
  "flex-direction",
  "flex-wrap",
  "align-items",
  "align-self",
  "align-content",
  "justify-content",
  "justify-items",
  "justify-self",
  "gap",
  "grid-template-columns",
  "grid-template-rows",
  "grid-column",
  "grid-row",
  "top",
  "right",
  "bottom",
  "left",
] as const;

/** No browser draws a picture that is longer. */
const LONGEST = 16_000;

/**
 * This will draw what stands on the screen into a PNG, twice as fine as there, on the ground that it stands on: a drawing
 * as it is, anything else with what can be scrolled to, and without what `without` selects.
 */
export async function png(shown: Element, ground: string, without = ""): Promise<Blob> {
  const drawing = shown instanceof SVGSVGElement;
  const { width, height } = drawing ? shown.getBoundingClientRect() : whole(shown);
  const image = await loaded(drawing ? written(shown, width, height) : laid(shown, width, height, without));
  const fine = Math.min(2, LONGEST / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(width * fine);
  canvas.height = Math.ceil(height * fine);
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("this browser draws no pictures");
  pen.fillStyle = ground;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("the picture is empty"))), "image/png");
  });
}

/** How large something is with all that it would show if one scrolled. */
function whole(shown: Element): { width: number; height: number } {
  const place = shown.getBoundingClientRect();
  const rights = [...shown.querySelectorAll("table")].map((one) => one.getBoundingClientRect().right - place.left);
  return { width: Math.ceil(Math.max(place.width, ...rights)), height: Math.ceil(place.height) };
}

function styled(original: Element, copy: Element | undefined, names: readonly string[]): CSSStyleDeclaration {
  const look = getComputedStyle(original);
  copy?.setAttribute("style", names.map((name) => `${name}:${look.getPropertyValue(name)}`).join(";"));
  return look;
}

function written(drawing: SVGSVGElement, width: number, height: number): string {
  const copied = drawing.cloneNode(true) as SVGSVGElement;
  const originals = [drawing, ...drawing.querySelectorAll("*")];
  const copies = [copied, ...copied.querySelectorAll("*")];
  originals.forEach((original, at) => {
    styled(original, copies[at], PAINTED);
  });
  copied.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copied.setAttribute("width", String(width));
  copied.setAttribute("height", String(height));
  return new XMLSerializer().serializeToString(copied);
}

/** Letters of a picture may be wider by a hair, and what just fitted must not go to the next row by that. */
function inOneRow(row: Element): boolean {
  const places = [...row.children].map((one) => one.getBoundingClientRect());
  return places.every((one, at) => at === 0 || one.left >= (places[at - 1]?.left ?? 0));
}

/** What is laid out by style sheets, as a drawing: a copy with every style written on it, in a frame of its size. */
function laid(shown: Element, width: number, height: number, without: string): string {
  const copied = shown.cloneNode(true) as HTMLElement;
  const originals = [shown, ...shown.querySelectorAll("*")];
  const copies = [copied, ...copied.querySelectorAll<HTMLElement>("*")];
  originals.forEach((original, at) => {
    const copy = copies[at];
    const look = styled(original, copy, original instanceof SVGElement ? [...PAINTED, "width", "height"] : LAID);
    if (!copy) return;
    // what sticks while one scrolls lies at its own place here, and nothing is cut that one could scroll to
    copy.style.position = look.position === "sticky" ? "static" : look.position;
    if (look.flexWrap === "wrap" && inOneRow(original)) copy.style.flexWrap = "nowrap";
    copy.style.textDecoration = "none"; // there is nothing to press
    copy.style.overflow = look.overflow === "hidden" ? "hidden" : "visible";
  });
  copied.style.margin = "0";
  copied.style.width = `${width}px`;
  if (without) for (const one of copied.querySelectorAll(without)) one.remove();
  const inside = new XMLSerializer().serializeToString(copied);
  const size = `width="${width}" height="${height}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size}><foreignObject ${size}>${inside}</foreignObject></svg>`;
}

async function loaded(svg: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  return image;
}
