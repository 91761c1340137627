const colors = ['#7fb0ff', '#f7a463', '#4bd1b8', '#f08bd0', '#d8c653', '#aaa2ff', '#d9ab88', '#9fbccb'] as const;

/** A role's colour over pictures: the dark scheme's, whatever the page's scheme, because pictures do not change with it. */
export function videoRoleColor(colorNumber: number): string {
  return colors[colorNumber % colors.length] as string;
}

/** Red, green and blue, 0-255, of "#rrggbb". */
export function rgbFromHex(hex: string): [red: number, green: number, blue: number] {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}
