/** What lies above the page: the gallery, the keys, a new node, a partition, and the verbs of a berth. */
import { lazy } from 'react'
import { useRun, useWorkbench } from '../state/workbench-react.ts'
import { AddNode } from './add-node.tsx'
import { Keys } from './keys-help.tsx'
import { Modal } from './modal.tsx'
import { Partition } from './partition.tsx'
import { VerbMenu } from './verb-menu.tsx'

const ColoursDialog = lazy(() => import('../colours/colours-dialog.tsx'))
const Gallery = lazy(() => import('../gallery/gallery.tsx'))
const ComposeDialog = lazy(() => import('../gallery/compose-dialog.tsx'))
const LessonGallery = lazy(() => import('../lessons/lesson-gallery.tsx'))
const Palette = lazy(() => import('../palette/palette.tsx'))
const Scale = lazy(() => import('../palette/scale.tsx'))
const Confirm = lazy(() => import('../palette/confirm.tsx'))
const InspectDialog = lazy(() => import('../inspection/inspect-dialog.tsx'))
const ExportDialog = lazy(() => import('../export/export-dialog.tsx'))

const CompareDialog = lazy(() => import('../compare/compare-dialog.tsx'))
const SaveTest = lazy(() => import('../compare/save-test.tsx'))

export function Dialogs() {
  const dialog = useWorkbench((context) => context.dialog)
  const run = useRun()
  if (dialog === undefined) return null
  switch (dialog.type) {
    case 'gallery':
      return (
        <Modal title="Open a scenario">
          <Gallery />
        </Modal>
      )
    case 'lessons':
      return (
        <Modal title="Lessons">
          <LessonGallery />
        </Modal>
      )
    case 'compose':
      return (
        <Modal title="Run a Compose file">
          <ComposeDialog name={dialog.name} files={dialog.files} />
        </Modal>
      )
    case 'export':
      return run === undefined ? null : (
        <Modal title="Export">
          <ExportDialog run={run} />
        </Modal>
      )
    case 'colours':
      return run === undefined ? null : (
        <Modal title="Colours">
          <ColoursDialog run={run} />
        </Modal>
      )
    case 'inspect':
      return run === undefined ? null : (
        <Modal title="Inspect">
          <InspectDialog run={run} address={dialog.address} />
        </Modal>
      )
    case 'palette':
      return (
        <Modal title="What to do">
          <Palette key={dialog.text} text={dialog.text ?? ''} />
        </Modal>
      )
    case 'confirm':
      return (
        <Modal title={dialog.title}>
          <Confirm intervention={dialog.intervention} />
        </Modal>
      )
    case 'compare':
      return (
        <Modal title="Compare">
          <CompareDialog run={dialog.run} />
        </Modal>
      )
    case 'saveTest':
      return (
        <Modal title="Save as a test">
          <SaveTest run={dialog.run} />
        </Modal>
      )
    case 'seeds':
      // Whoever compares shows it, and keeps what was run.
      return null
    case 'keys':
      return (
        <Modal title="Keys">
          <Keys />
        </Modal>
      )
    case 'addNode':
      return run === undefined ? null : (
        <Modal title="Add a node">
          <AddNode run={run} />
        </Modal>
      )
    case 'partition':
      return run === undefined ? null : (
        <Modal title="Cut connections">
          <Partition run={run} nodes={dialog.nodes} />
        </Modal>
      )
    case 'scale':
      return run === undefined ? null : (
        <Modal title="Scale">
          <Scale run={run} service={dialog.service} />
        </Modal>
      )
    case 'verbs':
      return run === undefined ? null : (
        <VerbMenu
          key={JSON.stringify(dialog.target)}
          run={run}
          target={dialog.target}
          x={dialog.x}
          y={dialog.y}
        />
      )
  }
}
