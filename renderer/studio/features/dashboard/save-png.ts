/** Enough for print. */
const pixelsPerPx = 2;
const drawn = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'opacity',
  'fill-opacity',
  'font-size',
  'font-family',
  'font-weight',
  'text-anchor',
] as const;

/** Saves the chart in an element as a PNG file, on the page's own background. Does nothing where there is no chart. */
export async function savePng(element: HTMLElement | null, title: string): Promise<void> {
  const svg = element?.querySelector<SVGSVGElement>('svg.recharts-surface');
  if (element === null || !svg) return;
  const { width, height } = svg.getBoundingClientRect();
  const copy = svg.cloneNode(true) as SVGSVGElement;
  inlineStyles(svg, copy);
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(width * pixelsPerPx);
  canvas.height = Math.ceil(height * pixelsPerPx);
  const context = canvas.getContext('2d');
  if (context === null) return;
  context.fillStyle = getComputedStyle(document.documentElement).getPropertyValue('--surface-1');
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.scale(pixelsPerPx, pixelsPerPx);
  context.drawImage(image, 0, 0);
  const link = document.createElement('a');
  link.download = `${title.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.png`;
  link.href = canvas.toDataURL('image/png');
  link.click();
}

/** A picture has no style sheets: what they say of each element is written on it. */
function inlineStyles(from: Element, to: Element): void {
  const style = getComputedStyle(from);
  for (const name of drawn) to.setAttribute(name, style.getPropertyValue(name));
  for (const [index, child] of [...from.children].entries()) inlineStyles(child, to.children[index] as Element);
}
