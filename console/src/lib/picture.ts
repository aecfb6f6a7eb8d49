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

/** This will draw what an SVG shows into a PNG, twice as fine as on screen, on the ground that it stands on. */
export async function png(drawing: SVGSVGElement, ground: string): Promise<Blob> {
  const { width, height } = drawing.getBoundingClientRect();
  const image = await loaded(written(drawing, width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(width * 2);
  canvas.height = Math.ceil(height * 2);
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("this browser draws no pictures");
  pen.fillStyle = ground;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("the picture is empty"))), "image/png");
  });
}

function written(drawing: SVGSVGElement, width: number, height: number): string {
  const copied = drawing.cloneNode(true) as SVGSVGElement;
  const originals = [drawing, ...drawing.querySelectorAll("*")];
  const copies = [copied, ...copied.querySelectorAll("*")];
  originals.forEach((original, at) => {
    const look = getComputedStyle(original);
    const style = PAINTED.map((name) => `${name}:${look.getPropertyValue(name)}`).join(";");
    copies[at]?.setAttribute("style", style);
  });
  copied.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copied.setAttribute("width", String(width));
  copied.setAttribute("height", String(height));
  return new XMLSerializer().serializeToString(copied);
}

async function loaded(svg: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  return image;
}
