import { Table } from '@mantine/core';
import { uprightBox } from '../../../../shared/geometry/upright-box.ts';
import type { SceneObject } from '../../../../shared/model/scene.ts';
import { cleanTypeName } from '../../../../shared/questions/wording/clean-type-name.ts';
import { useReview } from '../review/review-store.ts';
import { useSubject } from '../review/SubjectContext.tsx';
import { studioPlayer } from '../review/studio-player.ts';
import { describeMarks } from './describe-marks.ts';
import classes from './MapPanel.module.css';
import { roomName } from './room-name.ts';

/** Everything the map and the timeline show, as a table: what the marks say, name, room, first seen, size. The question's objects come first. */
export function ObjectsTable() {
  const { scene, trajectory, roleViews, outcome } = useSubject();
  const highlighted = useReview((state) => state.highlighted);
  const roleOf = (index: number) => roleViews.find((role) => role.objectIndices.includes(index));
  const roomOf = new Map(scene.rooms.map((room) => [room.id, room.roomType]));
  const firstSeen = new Map(trajectory.sightings.map((sighting) => [sighting.objectIndex, sighting.firstVisibleFrame]));
  const words = describeMarks(outcome?.marks ?? [], (index) => cleanTypeName(scene.objects[index]?.objectType ?? ''));
  const rows = scene.objects
    .map((object, index) => ({ object, index, role: roleOf(index), seen: firstSeen.get(index), says: words.byObject.get(index) }))
    .sort(
      (a, b) =>
        Number(b.role !== undefined) - Number(a.role !== undefined) ||
        Number(b.says !== undefined) - Number(a.says !== undefined) ||
        (a.seen ?? Number.POSITIVE_INFINITY) - (b.seen ?? Number.POSITIVE_INFINITY),
    );
  return (
    <section className={classes['objects']} aria-label="Objects of the scene">
      {words.general.length > 0 && (
        <ul className={classes['general']} aria-label="What the marks say">
          {words.general.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      <Table stickyHeader verticalSpacing={2} horizontalSpacing={8} fz="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Object</Table.Th>
            <Table.Th>Room</Table.Th>
            <Table.Th ta="right">Seen</Table.Th>
            <Table.Th ta="right">Size, m</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ object, index, role, seen, says }) => (
            <Table.Tr
              key={object.id}
              data-picked={highlighted === index || undefined}
              onPointerEnter={() => useReview.setState({ hovered: index })}
              onPointerLeave={() => useReview.setState({ hovered: null })}
            >
              <Table.Td>
                <button
                  type="button"
                  className={classes['pick']}
                  aria-pressed={highlighted === index}
                  onClick={() => useReview.setState({ highlighted: highlighted === index ? null : index })}
                >
                  {role && <i className={classes['dot']} style={{ background: role.color }} />}
                  {cleanTypeName(object.objectType)}
                </button>
                {(role ?? says) && <span className={classes['says']}>{[...(role ? [role.label] : []), ...(says ?? [])].join(' · ')}</span>}
              </Table.Td>
              <Table.Td>{roomName(roomOf.get(object.roomId ?? '') ?? 'None')}</Table.Td>
              <Table.Td ta="right">
                {seen === undefined ? (
                  <span className={classes['never']}>never</span>
                ) : (
                  <button
                    type="button"
                    className={classes['jump']}
                    aria-label={`Go to frame ${seen}`}
                    onClick={() => studioPlayer.seek(seen)}
                  >
                    {seen}
                  </button>
                )}
              </Table.Td>
              <Table.Td ta="right" className={classes['size'] ?? ''}>
                {sizeOf(object)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

/** Width x depth x height. */
function sizeOf({ orientedBox }: SceneObject): string {
  const [x, y, z] = uprightBox(orientedBox).sizeM;
  return [x, z, y].map((length) => length.toFixed(2)).join('×');
}
