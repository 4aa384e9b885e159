/** How the docker client says durations and sizes (docker/go-units: duration.go and size.go). */

const secondUs = 1_000_000

/** HumanDuration: `Less than a second`, `About a minute`, `3 hours`. */
export function dockerAge(durationUs: number): string {
  const seconds = Math.floor(durationUs / secondUs)
  if (seconds < 1) return 'Less than a second'
  if (seconds === 1) return '1 second'
  if (seconds < 60) return `${seconds} seconds`
  const minutes = Math.floor(seconds / 60)
  if (minutes === 1) return 'About a minute'
  if (minutes < 60) return `${minutes} minutes`
  const hours = Math.round(seconds / 3600)
  if (hours === 1) return 'About an hour'
  if (hours < 48) return `${hours} hours`
  const days = Math.floor(hours / 24)
  if (days < 14) return `${days} days`
  if (days < 60) return `${Math.floor(days / 7)} weeks`
  if (days < 730) return `${Math.floor(days / 30)} months`
  return `${Math.floor(hours / 24 / 365)} years`
}

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB']

/** BytesSize: four significant digits, `1.5 GiB`. */
export function dockerSize(bytes: number): string {
  let size = bytes
  let unit = 0
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024
    unit++
  }
  return `${Number(size.toPrecision(4))} ${units[unit]}`
}
