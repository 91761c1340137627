import type { Roles } from '../../../../shared/model/question.ts';
import type { QuestionType } from '../../../../shared/questions/question-type.ts';

/** Number of the colour that `name` has in `role`. */
export type ColorNumberOf = (role: string, name: string) => number;

/** CSS colour of a colour number. */
export function roleColor(colorNumber: number): string {
  return `var(--role-${colorNumber % 8})`;
}

/**
 * Colour numbers of the roles on screen: a role's place among the type's roles, and one colour for what fills two roles. In a set of
 * interchangeable roles (orders, choices) the colour belongs to the name: names of the `stored` roles keep theirs wherever the answer puts
 * them, new names take the free ones.
 */
export function colorNumbers(type: QuestionType, stored: Roles, roles: Roles): ColorNumberOf {
  const { roleNames, interchangeableRoles } = type;
  const numbers = new Map<string, number>();
  for (const role of roleNames.filter((each) => !interchangeableRoles.includes(each))) {
    const name = roles[role];
    if (name !== undefined && !numbers.has(name)) numbers.set(name, roleNames.indexOf(role));
  }
  const wanted = new Set(interchangeableRoles.flatMap((role) => roles[role] ?? []));
  for (const role of interchangeableRoles) {
    const name = stored[role];
    if (name !== undefined && wanted.has(name) && !numbers.has(name)) numbers.set(name, roleNames.indexOf(role));
  }
  const taken = new Set(numbers.values());
  const free = interchangeableRoles.map((role) => roleNames.indexOf(role)).filter((number) => !taken.has(number));
  for (const name of wanted) if (!numbers.has(name)) numbers.set(name, free.shift() ?? 0);
  return (role, name) => numbers.get(name) ?? roleNames.indexOf(role);
}
