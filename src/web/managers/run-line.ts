/** A container's configuration as the `docker run` that asks for it: for one more of the same. */
import type { ContainerConfig } from '../../model/container-config.ts'

const mebibyte = 2 ** 20

export function runLine(config: ContainerConfig, name: string): string {
  const { image, env, labels, cpus, memoryBytes, ports, networkMode, links } = config
  const { volumesFrom, volumes, volumeDriver, restartPolicy, exposed } = config
  const each = (option: string, values: readonly string[]) =>
    values.map((value) => `${option} ${quoted(value)}`)
  const words = [
    'run -d',
    `--name ${name}`,
    ...(cpus > 0 ? [`-c ${cpus}`] : []),
    ...(memoryBytes > 0 ? [`-m ${memoryText(memoryBytes)}`] : []),
    ...each('-e', env),
    ...each(
      '--label',
      Object.entries(labels).map(([key, value]) => `${key}=${value}`),
    ),
    ...each(
      '-p',
      ports.map(({ hostIp, hostPort, containerPort }) =>
        [...(hostIp === '' ? [] : [hostIp]), hostPort, containerPort].join(':'),
      ),
    ),
    ...each('--expose', exposed),
    ...(networkMode === '' ? [] : [`--net ${quoted(networkMode)}`]),
    ...each('--link', links),
    ...each('--volumes-from', volumesFrom),
    ...each('-v', volumes),
    ...(volumeDriver === '' ? [] : [`--volume-driver ${quoted(volumeDriver)}`]),
    ...(restartPolicy === '' ? [] : [`--restart ${restartPolicy}`]),
    image,
  ]
  return words.join(' ')
}

function memoryText(bytes: number): string {
  return bytes % mebibyte === 0 ? `${bytes / mebibyte}m` : `${bytes}b`
}

/** Quotes as a shell needs them, and only where it does. */
function quoted(text: string): string {
  return /^[\w@%+=:,./~!<>-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
