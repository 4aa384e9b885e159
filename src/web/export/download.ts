/** Hands a file to the person: the browser asks where to put it, or puts it where it puts files. */

export function downloadText(name: string, text: string, type = 'application/yaml'): void {
  download(name, new Blob([text], { type }))
}

export function download(name: string, content: Blob): void {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The download has begun, but a large one still reads from the address.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
