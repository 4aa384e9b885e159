/** Why words of classic Swarm mean nothing to swarm mode. */

const beats = 'workers tell that they are there: flags: {dispatcher-heartbeat: ...}'
const oneEngine = 'it is about one engine, not the swarm: docker service create asks the swarm'
const noDaemon = 'swarm mode is part of every engine and has no program of its own'

export const whyNotSwarmkit: Readonly<Record<string, string>> = {
  strategy: 'swarm mode always spreads',
  filters: 'swarm mode always asks all of its filters',
  experimental: 'swarm mode always reschedules',
  overcommit: 'swarm mode never books more than a node has',
  createretry: 'the restart policy of a service says what is tried again',
  ties: 'swarm mode draws among equally good nodes',
  'host-config': 'a new task has all that its service says',
  slash: 'constraints of swarm mode compare words, they have no patterns',
  'engine-failure-retry': beats,
  'engine-refresh-min-interval': beats,
  'engine-refresh-max-interval': beats,
  'engine-refresh-retry': beats,
  heartbeat: beats,
  'replication-ttl': 'managers elect their leader: raft: {election-tick: ...}',
  'discovery-opt': noDaemon,
  'api-enable-cors': noDaemon,
  tls: noDaemon,
  tlsverify: noDaemon,
  host: noDaemon,
  'task-history-limit': 'it stands under flags',
  'dispatcher-heartbeat': 'it stands under flags',
  'reschedule-rate': 'its name here is replace-rate',
  'reschedule-grace': '--restart-delay of the service says how long a new task waits',
  'retry-unplaced': 'swarm mode always tries again',
  run: oneEngine,
  create: oneEngine,
  start: 'a service is scaled up to start tasks',
  stop: 'a service is scaled down to stop tasks; engine: stop does it behind the manager’s back',
  kill: 'engine: stop stops a container behind the manager’s back',
  pause: 'swarm mode does not know paused containers; docker node update --availability pause',
  unpause: 'swarm mode does not know paused containers; docker node update --availability active',
  rm: 'docker service rm removes a service; engine: rm a container behind the manager’s back',
  'volume create': 'a task makes the volumes it names on its node',
}
