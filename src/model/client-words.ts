/** What the docker client prints while there is nobody who could answer. */

/** No manager takes the connection (docker/docker 1.10, api/client/utils.go). */
export const noDaemon =
  'Cannot connect to the Docker daemon. Is the docker daemon running on this host?'

/** Replicas of classic Swarm have nobody to pass a request on to (docker/swarm 1.1, api/replica.go). */
export const noPrimary = 'No elected primary cluster manager'

/** Nobody leads the managers of swarm mode (manager/state/raft and docker's cluster package). */
export const noLeader =
  "The swarm does not have a leader. It's possible that too few managers are online. Make sure more than half of the managers are online."
