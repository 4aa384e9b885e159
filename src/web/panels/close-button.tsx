/** Leaves the inspector, as Esc does. */
export function CloseButton({ onClose }: { readonly onClose: () => void }) {
  return (
    <button type="button" className="close" onClick={onClose} aria-label="Close the inspector">
      Esc
    </button>
  )
}
