/** Files that are dropped onto the page, or picked: scenarios, Compose files, traces. */
import { useEffect, useState } from 'react'
import { type Send, useSend } from '../state/workbench-react.ts'
import { isScenarioText, isTraceText, scenarioAround } from './library.ts'

/** @returns whether a file is held over the page now. */
export function useDrop(): boolean {
  const send = useSend()
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    const over = (event: DragEvent) => {
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
  const texts = await Promise.all(files.map((file) => file.text()))
  const named = files.map(({ name }, index) => ({ name, text: texts[index] }))
  const trace = named.find(({ name, text }) => name.endsWith('.jsonl') || isTraceText(text))
  if (trace !== undefined) {
    send({ type: 'readTrace', name: trace.name, text: trace.text })
    return
  }
  const scenario = named.find(({ text }) => isScenarioText(text))
  if (scenario !== undefined || named.length === 0) {
    if (scenario === undefined) return
    const all = Object.fromEntries(named.map(({ name, text }) => [name, text]))
    send({ type: 'open', scenario: { path: scenario.name, files: all }, title: scenario.name })
    return
  }
  const [{ name, text }] = named
  send({ type: 'open', scenario: scenarioAround(name, text), title: name })
}
