/** A room type as words: "LivingRoom" becomes "Living room". */
export function roomName(roomType: string): string {
  return roomType.replace(/([a-z])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`);
}
