/** Files that are dropped onto the page, or picked: scenarios, Compose files, traces. */
import { useEffect, useState } from 'react'
import { type Send, useSend } from '../state/workbench-react.ts'
import { fileKind, type NamedText, refusalOf } from './file-kind.ts'

/** @returns whether a file is held over the page now. */
export function useDrop(): boolean {
  const send = useSend()
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    const over = (event: DragEvent) => {
      // A rail that is dragged onto another is no file.
      if (event.dataTransfer?.types.includes('Files') === false) return
      event.preventDefault()
      setOver(true)
    }
    const out = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false)
    }
    const drop = (event: DragEvent) => {
      event.preventDefault()
      setOver(false)
      const files = [...(event.dataTransfer?.files ?? [])]
      if (files.length > 0) void openFiles(files, send)
    }
    document.addEventListener('dragover', over)
    document.addEventListener('dragleave', out)
    document.addEventListener('drop', drop)
    return () => {
      document.removeEventListener('dragover', over)
      document.removeEventListener('dragleave', out)
      document.removeEventListener('drop', drop)
    }
  }, [send])
  return isOver
}

/** Several files are one scenario with the Compose files it reads. */
export async function openFiles(files: readonly File[], send: Send): Promise<void> {
  const named: NamedText[] = []
  for (const file of files) {
    try {
      named.push({ name: file.name, text: await file.text() })
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      refuse(
        `${file.name} could not be read: ${why} Is it a folder, or too large for a browser?`,
        send,
      )
      return
    }
  }
  openTexts(named, send)
}

function openTexts(named: readonly NamedText[], send: Send): void {
  const kinds = named.map(fileKind)
  const trace = named[kinds.indexOf('trace')]
  if (trace !== undefined) {
    send({ type: 'readTrace', name: trace.name, text: trace.text })
    return
  }
  const files = Object.fromEntries(named.map(({ name, text }) => [name, text]))
  const scenario = named[kinds.indexOf('scenario')]
  if (scenario !== undefined) {
    send({ type: 'open', scenario: { path: scenario.name, files }, title: scenario.name })
    return
  }
  const compose = named[kinds.indexOf('compose')]
  if (compose !== undefined) {
    send({ type: 'dialog', dialog: { type: 'compose', name: compose.name, files } })
    return
  }
  if (named.length > 0) refuse(refusalOf(named[0]), send)
}

function refuse(message: string, send: Send): void {
  send({
    type: 'failed',
    problem: { title: 'This file cannot be opened here', issues: [], message, isRemark: true },
  })
}
