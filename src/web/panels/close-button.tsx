/** Leaves the inspector, or what `label` says, as Esc does. */
interface CloseButtonProps {
  readonly label?: string
  readonly onClose: () => void
}

export function CloseButton({ label = 'Close the inspector', onClose }: CloseButtonProps) {
  return (
    <button type="button" className="close" onClick={onClose} aria-label={label}>
      Esc
    </button>
  )
}
