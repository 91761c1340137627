const colors = ['#7fb0ff', '#f7a463', '#4bd1b8', '#f08bd0', '#d8c653', '#aaa2ff'] as const;

/** Colour of the n-th role over pictures: the dark scheme's, whatever the page's scheme, because pictures do not change with it. */
export function videoRoleColor(position: number): string {
  return colors[position % colors.length] as string;
}
