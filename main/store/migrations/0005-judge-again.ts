/**
 * Questions that were judged before lists knew findings, objects and rooms: their scenes are due to be judged again, by what is stored of them. Scenes without
 * geometry have nothing to judge by.
 */
export const judgeAgain = `
UPDATE scene SET check_due = 'judge' WHERE check_due IS NULL AND has_geometry = 1
  AND id IN (SELECT scene_id FROM question WHERE findings IS NULL AND agreement <> 'unchecked');
`;
