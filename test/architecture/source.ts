/**
 * What the architecture tests need to know about one source file, read with TypeScript's own
 * parser: its imports, and the globals it uses.
 */
import ts from 'typescript'

export interface Import {
  readonly specifier: string
  readonly line: number
  /** Erased by the compiler: it cannot make files wait for each other. */
  readonly isTypeOnly: boolean
  readonly isDynamic: boolean
}

export interface Use {
  /** `Date`, or `Math.random`, or `.localeCompare`, or `await`. */
  readonly name: string
  readonly line: number
}

export interface Source {
  /** Relative to the repository, with `/`. */
  readonly path: string
  readonly lines: number
  readonly imports: readonly Import[]
  /** Every name that the file uses and does not declare, and members of interest. */
  readonly uses: readonly Use[]
}

/** Reads one file. `path` decides how it is parsed (`.tsx`). */
export function readSource(path: string, text: string): Source {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true)
  const imports: Import[] = []
  const uses: Use[] = []
  const declared = new Set<string>()
  const lineOf = (node: ts.Node) => file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1

  visit(file)
  return {
    path,
    lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0),
    imports,
    uses: uses.filter(({ name }) => !declared.has(name)),
  }

  function visit(node: ts.Node): void {
    const found = importIn(node)
    if (found !== undefined) imports.push({ ...found, line: lineOf(node) })
    const name = declaredName(node)
    if (name !== undefined) declared.add(name)
    const usage = usageIn(node)
    if (usage !== undefined) uses.push({ name: usage, line: lineOf(node) })
    ts.forEachChild(node, visit)
  }
}

function importIn(node: ts.Node): Omit<Import, 'line'> | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
    const specifier = textOf(node.moduleSpecifier)
    if (specifier === undefined) return undefined
    const isTypeOnly = ts.isExportDeclaration(node)
      ? node.isTypeOnly
      : node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
    return { specifier, isTypeOnly, isDynamic: false }
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    const specifier = textOf(node.argument.literal)
    return specifier === undefined ? undefined : { specifier, isTypeOnly: true, isDynamic: false }
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const specifier = textOf(node.arguments[0])
    return specifier === undefined ? undefined : { specifier, isTypeOnly: false, isDynamic: true }
  }
  return undefined
}

function textOf(node: ts.Node | undefined): string | undefined {
  return node !== undefined && ts.isStringLiteralLike(node) ? node.text : undefined
}

/** The name that a declaration brings into the file. Scopes are ignored: one is enough. */
function declaredName(node: ts.Node): string | undefined {
  const declares =
    ts.isVariableDeclaration(node) ||
    ts.isParameter(node) ||
    ts.isBindingElement(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isImportSpecifier(node) ||
    ts.isImportClause(node) ||
    ts.isNamespaceImport(node)
  if (!declares || node.name === undefined) return undefined
  return ts.isIdentifier(node.name) ? node.name.text : undefined
}

function usageIn(node: ts.Node): string | undefined {
  if (ts.isAwaitExpression(node)) return 'await'
  if (ts.isPropertyAccessExpression(node)) {
    const { expression, name } = node
    if (ts.isIdentifier(expression) && expression.text === 'Math') return `Math.${name.text}`
    return `.${name.text}`
  }
  return ts.isIdentifier(node) && !isOnlyAName(node) ? node.text : undefined
}

/** Whether the identifier names a member, a key or a declaration rather than a value in scope. */
function isOnlyAName(node: ts.Identifier): boolean {
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node
  if (ts.isQualifiedName(parent)) return parent.right === node
  if (ts.isBindingElement(parent)) return parent.propertyName === node
  if (ts.isShorthandPropertyAssignment(parent)) return false
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent)) return true
  if (ts.isJsxAttribute(parent)) return parent.name === node
  const isMember =
    ts.isPropertyAssignment(parent) ||
    ts.isPropertyDeclaration(parent) ||
    ts.isPropertySignature(parent) ||
    ts.isMethodDeclaration(parent) ||
    ts.isMethodSignature(parent) ||
    ts.isAccessor(parent)
  return isMember && parent.name === node
}
