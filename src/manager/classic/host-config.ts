/**
 * What a rescheduled container keeps. Swarm 1.1.0 builds the new request from the inspected
 * container without its host configuration; 1.1.3 repaired that.
 */
import { type ContainerConfig, emptyConfig } from '../../model/container-config.ts'

/** True when rescheduling by 1.1.0 would lose something. */
export function hasHostConfig(config: ContainerConfig): boolean {
  return (
    config.ports.length > 0 ||
    config.links.length > 0 ||
    config.volumesFrom.length > 0 ||
    config.volumes.length > 0 ||
    config.volumeDriver !== '' ||
    config.networkMode !== '' ||
    config.restartPolicy !== ''
  )
}

/** What survives in 1.1.0: image, environment, labels, exposed ports, CPUs and memory. */
export function withoutHostConfig(config: ContainerConfig): ContainerConfig {
  const { ports, links, volumesFrom, volumes, volumeDriver, networkMode, restartPolicy } =
    emptyConfig
  return { ...config, ports, links, volumesFrom, volumes, volumeDriver, networkMode, restartPolicy }
}
