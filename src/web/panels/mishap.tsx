/**
 * What stands in place of the page when one of its own rules breaks: the words of the error, to be
 * copied, and a way on. React asks for a class here.
 */
import { Component, type ReactNode } from 'react'

interface MishapProps {
  readonly children: ReactNode
}

interface MishapState {
  readonly error: Error | undefined
}

export class Mishap extends Component<MishapProps, MishapState> {
  override readonly state: MishapState = { error: undefined }

  static getDerivedStateFromError(error: Error): MishapState {
    return { error }
  }

  override render(): ReactNode {
    const { error } = this.state
    if (error === undefined) return this.props.children
    const report = `${error.name}: ${error.message}\n${error.stack ?? ''}`
    return (
      <main className="mishap" role="alert">
        <h1>Reberth broke one of its own rules</h1>
        <p>{error.message}</p>
        <button type="button" onClick={() => void navigator.clipboard.writeText(report)}>
          Copy report
        </button>
        <button type="button" onClick={() => location.reload()}>
          Start again
        </button>
      </main>
    )
  }
}
