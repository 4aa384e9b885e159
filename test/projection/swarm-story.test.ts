/** Stories of swarm mode, in the words people read. */
import { expect, test } from 'vitest'
import { story } from '../../src/projection/story.ts'
import {
  changingRoles,
  crashLoop,
  failedUpdate,
  fullNodes,
  jobAndGlobal,
  leaderCrash,
  maintenance,
  nodeCrash,
  partition,
  quorumLoss,
  told,
} from './swarm-runs.ts'

test('a lost node is noticed, its tasks are replaced, and it is heard from again', () => {
  expect(told(nodeCrash())).toMatchInlineSnapshot(`
    "
    0.0 s node-1, node-2 and node-3 are up, 4 CPUs and 8g each
    0.1 s the manager took node-1, node-2 and node-3 in: ready for tasks
    1.0 s the user created service web: 4 tasks, all running after 379 ms
      web: 4 on node-1, node-2 (2) and node-3
    30.0 s node-2 crashed: its 2 containers stopped
    40.2 s the manager noticed that node-2 is gone, 10.2 s after it crashed: down, no heartbeat came
    40.2 s the manager replaced 2 tasks of node-2
      web.2 and web.3 to node-1 and node-3; all of them ran again by 45.4 s, 15.4 s after the failure
    2:00.0 node-2 came back after 90.0 s; its 2 containers are stopped
    2:00.1 the manager heard from node-2 again: ready after 79.9 s as down
    "
  `)
})

test('after a crash of the leader the story follows the election vote by vote', () => {
  expect(told(leaderCrash())).toMatchInlineSnapshot(`
    "
    0.0 s 5 nodes (node-1 to node-5) are up, 4 CPUs and 8g each
    0.0 s node-1 leads the 3 managers
    0.1 s the manager took 5 nodes (node-1 to node-5) in: ready for tasks
    1.0 s the user created service web: 6 tasks, all running after 383 ms
      web: 6 on 5 nodes (1 to 2 each)
    30.0 s node-1 crashed: its container stopped
    30.0 s node-1, the leader, went down: nothing is noticed or decided until another manager leads, and what runs runs on
    44.8 s node-3 was elected leader in term 3; nobody had led for 14.8 s
      term 3: node-3 asked for votes; node-2 voted for it
    44.8 s the new leader has not heard from 5 nodes (node-1 to node-5) yet: unknown until they register, and counted as before
    45.5 s the new leader heard from node-2, node-3, node-4 and node-5: ready again after 700 ms to 4.3 s
    1:16.5 the manager noticed that node-1 is gone, 46.5 s after it crashed: down, heartbeat failure for node in "unknown" state
    1:16.5 the manager replaced 1 task of node-1
      web.2 to node-2; it ran again by 1:21.8, 51.8 s after the failure
    2:00.0 node-1 came back after 90.0 s; its container is stopped
    2:00.0 node-1 started again
    2:00.0 the manager heard from node-1 again: ready after 43.5 s as down
    "
  `)
})

test('without a quorum nothing is decided, and the story says until when', () => {
  expect(told(quorumLoss())).toMatchInlineSnapshot(`
    "
    0.0 s 5 nodes (node-1 to node-5) are up, 4 CPUs and 8g each
    0.0 s node-1 leads the 3 managers
    0.1 s the manager took 5 nodes (node-1 to node-5) in: ready for tasks
    1.0 s the user created service web: 6 tasks, all running after 383 ms
      web: 6 on 5 nodes (1 to 2 each)
    30.0 s node-2 crashed: its container stopped
    30.0 s node-2, a manager, went down
    40.0 s node-3 crashed: its container stopped
    40.0 s node-3, a manager, went down
    41.2 s node-1 leads and reaches no majority of the managers: nothing is decided, and what runs runs on
    45.0 s the user scaled web to 8; refused: The swarm does not have a leader. It's possible that too few managers are online. Make sure more than half of the managers are online.
    59.7 s node-1 no longer leads: nothing is noticed or decided until another manager does, and what runs runs on
    1:14.7 node-1 asked for votes 4 times and won no majority
      terms 3 to 6: node-1 asked for votes; nobody answered
    2:00.0 node-2 came back after 90.0 s; its container is stopped
    2:00.0 node-2 started again
    2:00.0 node-3 came back after 80.0 s; its container is stopped
    2:00.0 node-3 started again
    2:05.7 node-1 was elected leader in term 7; nobody had led for 66.0 s
      term 7: node-1 asked for votes; node-2 and node-3 voted for it
    2:05.7 the manager noticed that node-2 is gone, 95.7 s after it crashed: down, no heartbeat came
    2:05.7 the new leader has not heard from node-1, node-3, node-4 and node-5 yet: unknown until they register, and counted as before
    2:05.7 the manager replaced 1 task of node-2
      web.5 found no node: no suitable node (5 nodes not available for new tasks); tried again whenever something changes
    2:06.5 the new leader heard from node-1, node-3, node-4 and node-5: ready again after 800 ms to 5.0 s
    2:06.5 the manager found a place for web.5 after all, on node-3, after a wait of 799 ms
    2:06.6 web.1 failed: task: non-zero exit (255)
    2:07.2 the manager heard from node-2 again: ready after 1.5 s as down
    "
  `)
})

test('a partition is told with what each side believed', () => {
  expect(told(partition())).toMatchInlineSnapshot(`
    "
    0.0 s 5 nodes (node-1 to node-5) are up, 4 CPUs and 8g each
    0.0 s node-1 leads the 3 managers
    0.1 s the manager took 5 nodes (node-1 to node-5) in: ready for tasks
    1.0 s the user created service web: 6 tasks, all running after 383 ms
      web: 6 on 5 nodes (1 to 2 each)
    30.0 s connections changed: cut node-1 and node-4 off the rest
    30.0 s node-1 was cut off; its container runs on unseen
    32.0 s the user scaled web to 8; refused: rpc error: code = Unknown desc = raft: failed to process the request: node lost leader status
    33.0 s node-1 leads and reaches no majority of the managers: nothing is decided, and what runs runs on
    44.8 s node-3 was elected leader in term 3
      term 3: node-3 asked for votes; node-2 voted for it
    44.8 s the new leader has not heard from 5 nodes (node-1 to node-5) yet: unknown until they register, and counted as before
    45.5 s the new leader heard from node-2, node-3 and node-5: ready again after 700 ms to 4.3 s
    49.7 s node-1 gave up leading, which it had only believed to do
    1:04.7 node-1 asked for votes 5 times and won no majority
      terms 3 to 7: node-1 asked for votes; nobody answered
    1:16.5 the manager noticed that node-1 is gone, 46.5 s after it was cut off: down, heartbeat failure for node in "unknown" state
    1:16.5 the manager noticed that node-4 is gone: down, heartbeat failure for node in "unknown" state
    1:16.5 the manager replaced 1 task of node-4
      web.3 to node-3; it ran again by 1:21.8
    1:16.5 the manager replaced 1 task of node-1
      web.2 to node-2; it ran again by 1:21.8, 51.8 s after the failure
    2:00.0 connections work again: "cut node-1 and node-4 off the rest" is over
    2:00.0 node-1 could be reached again after 90.0 s; its container runs on
    2:00.8 node-3 no longer leads: nothing is noticed or decided until another manager does, and what runs runs on
    2:10.2 node-2 asked for votes once and won no majority
      term 4: node-2 asked for votes; nobody answered
    2:12.8 node-3 was elected leader in term 8; nobody had led for 12.0 s
      term 8: node-3 asked for votes; node-1 and node-2 voted for it
    2:12.8 the new leader has not heard from node-2, node-3 and node-5 yet: unknown until they register, and counted as before
    2:13.9 the new leader heard from node-2, node-3 and node-5: ready again after 1.1 s to 5.4 s
    2:16.9 the manager heard from node-4 again: ready after 60.4 s as down
    2:20.0 the manager heard from node-1 again: ready after 63.5 s as down
    "
  `)
})

test('maintenance is told by command, with what it moved and replaced', () => {
  expect(told(maintenance())).toMatchInlineSnapshot(`
    "
    0.0 s node-1, node-2 and node-3 are up, 4 CPUs and 8g each
    0.1 s the manager took node-1, node-2 and node-3 in: ready for tasks
    1.0 s the user created service web: 4 tasks, all running after 379 ms
      web: 4 on node-1, node-2 (2) and node-3
    30.0 s the user drained node-2
    30.0 s the manager moves 2 tasks off node-2, drained
      web.2 and web.3 to node-1 and node-3; all of them ran again by 30.4 s
    1:00.0 the user changed web to image nginx:2
    1:00.0 the manager updated web: 4 tasks replaced, completed after 10.4 s
    1:30.0 the user activated node-2
    1:40.0 the user removed service web
    "
  `)
})

test('a crash loop is one entry with its count and its rate', () => {
  expect(told(crashLoop())).toMatchInlineSnapshot(`
    "
    0.0 s node-1, node-2 and node-3 are up, 4 CPUs and 8g each
    0.1 s the manager took node-1, node-2 and node-3 in: ready for tasks
    1.0 s the user created service web: 2 tasks, all running after 2.2 s
      web: 2 on node-2 and node-3
    2.0 s the user created service lost on node-1; it did not start: No such image: no:1
    3.2 s lost.1 could not run 17 times, every 4.8 s: No such image: no:1
    3.6 s web.1 and web.2 failed 28 times in all, each every 5.7 s: task: non-zero exit (1)
    "
  `)
})

test('tasks that find no node are told with the reason, and with their wait when they find one', () => {
  expect(told(fullNodes())).toMatchInlineSnapshot(`
    "
    0.0 s node-1, node-2 and node-3 are up, 4 CPUs and 8g each
    0.1 s the manager took node-1, node-2 and node-3 in: ready for tasks
    1.0 s the user created service web: 4 tasks; 3 run, 1 without a node
      web: 3 on node-1, node-2 and node-3
      without a node: web: no suitable node (insufficient resources on 3 nodes)
    1:00.0 node-2 crashed: its container stopped
    1:13.1 the manager noticed that node-2 is gone, 13.1 s after it crashed: down, no heartbeat came
    1:13.1 the manager replaced 1 task of node-2
      web.2 found no node: no suitable node (insufficient resources on 3 nodes); tried again whenever something changes
    2:00.0 node-2 came back after 60.0 s; its container is stopped
    2:00.1 the manager heard from node-2 again: ready after 47.0 s as down
    2:00.3 the manager found a place for web.2 after all, on node-2, after a wait of 47.1 s
    "
  `)
})

test('a job is told when it has completed, and a global service follows a new node', () => {
  expect(told(jobAndGlobal())).toMatchInlineSnapshot(`
    "
    0.0 s node-1, node-2 and node-3 are up, 4 CPUs and 8g each
    0.1 s the manager took node-1, node-2, node-3 and node-4 in: ready for tasks
    1.0 s the user created job pi: 5 tasks, at most 2 at once
    2.0 s the user created global service agent: 3 tasks, all running after 379 ms
      agent: 3 on node-1, node-2 and node-3
    6.2 s job pi: all 5 tasks completed within 6.8 s
    20.0 s node-4 joined, 4 CPUs and 8g
    20.5 s global service agent runs on node-4 as well, 479 ms after it was asked for there
    "
  `)
})

test('an update that fails is told with its reason and its rollback', () => {
  expect(told(failedUpdate())).toMatchInlineSnapshot(`
    "
    0.0 s node-1, node-2 and node-3 are up, 4 CPUs and 8g each
    0.1 s the manager took node-1, node-2 and node-3 in: ready for tasks
    1.0 s the user created service web: 4 tasks, all running after 379 ms
      web: 4 on node-1, node-2 (2) and node-3
    30.0 s the user changed web to image bad:1
    30.0 s the manager updated web: 2 tasks replaced, given up after 2.6 s: update rolled back due to failure or early termination of task web.1.2
    32.6 s web.1 failed: task: non-zero exit (1)
    32.6 s the manager rolled web back: 2 tasks replaced, completed after 6.1 s
    "
  `)
})

test('managers that come, go and hand over are told with what makes a majority', () => {
  expect(told(changingRoles())).toMatchInlineSnapshot(`
    "
    0.0 s node-1, node-2 and node-3 are up, 4 CPUs and 8g each
    0.1 s the manager took node-1, node-2 and node-3 in: ready for tasks
    1.0 s the user created service web: 3 tasks, all running after 379 ms
      web: 3 on node-1, node-2 and node-3
    10.0 s the user promoted node-2 and node-3
    10.0 s node-2 joined the managers: 2 managers, of which 2 make a majority
    10.0 s node-3 joined the managers: 3 managers, of which 2 make a majority
    1:00.0 the user demoted node-1
    1:00.0 node-2 was elected leader in term 3
      term 3: node-2 asked for votes; node-1 and node-3 voted for it
    1:00.0 node-1 handed leading over to node-2
    1:00.0 the new leader has not heard from node-1, node-2 and node-3 yet: unknown until they register, and counted as before
    1:00.0 node-1 is out of the managers: 2 managers, of which 2 make a majority
    1:00.1 the new leader heard from node-1, node-2 and node-3: ready again after 100 ms
    1:40.0 the user let node-1 leave the swarm
    1:40.0 node-1 left the swarm: its container is removed
    1:54.5 the manager noticed that node-1 is gone, 14.5 s after it left the swarm: down, no heartbeat came
    1:54.5 the manager replaced 1 task of node-1
      web.3 to node-2; it ran again by 1:59.7, 19.7 s after the failure
    2:30.0 the user removed node-1 from the swarm
    2:30.0 node-1 is no member of the swarm any more
    "
  `)
})

test('every entry names facts of the trace, and entries are in order of time', () => {
  for (const trace of [leaderCrash(), partition(), quorumLoss(), maintenance(), crashLoop()]) {
    const entries = story(trace)
    for (const { rows, timeUs, untilUs } of entries) {
      expect(rows[0]).toBeLessThanOrEqual(rows[1])
      expect(trace.timeUs[rows[0]]).toBe(timeUs)
      expect(trace.timeUs[rows[1]]).toBe(untilUs)
    }
    const times = entries.map(({ timeUs }) => timeUs)
    expect(times).toEqual([...times].sort((one, other) => one - other))
  }
})
