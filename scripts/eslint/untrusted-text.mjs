/**
 * An ESLint rule: a string that came from a gateway reaches a template through `untrusted()` or one of its kin.
 *
 * Reported are, where a template has content or a text attribute: a property whose type is an open `string`, however it
 * was read (`policy.revision`, a destructured one, an item of a list of them), what is built of one (`${a}:${b}`,
 * `a || b`, `a.trim()`, `String(a)`), and our own sentences that were given one (`strings.refused(message)`). Words of a
 * `*.strings.ts` are ours, and in elements what is named as a label. What a function or a parameter of type `string`
 * brings is not traced.
 */
import ts from 'typescript';

/** What elements call words of their own: labels of columns and fields, reasons why a button is off. */
const ownWords = /^(label|reason|findings|whyNot|what)$/;
const elements = /\/src\/(ui|elements|dashboard)\//;
/** Attributes whose text people see or hear. */
const textAttribute =
  /(?:^|\s)(?:title|alt|placeholder|label|aria-(?:label|description|valuetext|roledescription|placeholder))=["']?[^"'>]*$/;
/** Methods of strings and of lists of strings that hand on what is in them. */
const handsOn =
  /^(?:trim\w*|slice|substring|toString|toLowerCase|toUpperCase|replace|replaceAll|padStart|padEnd|normalize|join|at|concat|split|filter|sort|toSorted|reverse|toReversed|flat|find|pop|shift)$/;

/** @type {import('eslint').Rule.RuleModule} */
export const untrustedText = {
  meta: {
    type: 'problem',
    docs: { description: 'require untrusted() around strings of a payload in templates' },
    messages: { raw: 'Text of a payload reaches the page through untrusted() (labelText() in an attribute).' },
    schema: [],
  },
  create(context) {
    const { program, esTreeNodeToTSNodeMap } = context.sourceCode.parserServices;
    const checker = program.getTypeChecker();
    const isPayload = payloadFinder(checker);
    return {
      'TaggedTemplateExpression[tag.name=/^(html|svg)$/]'({ quasi }) {
        for (const node of textPlaces(quasi)) {
          if (isPayload(esTreeNodeToTSNodeMap.get(node))) context.report({ node, messageId: 'raw' });
        }
      },
    };
  },
};

/** The expressions of a template that people see or hear as text. */
function textPlaces({ quasis, expressions }) {
  let written = '';
  return expressions.filter((_, index) => {
    written += quasis[index].value.raw;
    const tag = written.slice(written.lastIndexOf('<'));
    const isInTag = /^<[a-z/!]/i.test(tag) && !tag.includes('>');
    written += 'x';
    return !isInTag || textAttribute.test(tag);
  });
}

/** Says whether what an expression yields is, or has in it, an open string of an object that is no list of our words. */
function payloadFinder(checker) {
  /** Declarations that are looked into right now: one that refers to itself is nothing new. */
  const open = new Set();

  const isStrings = (declaration) => /[./]strings\.ts$/.test(declaration.getSourceFile().fileName);
  const isLibrary = (declaration) => declaration.getSourceFile().fileName.includes('/node_modules/');

  function isOpenString(type) {
    if (type.isUnion()) return type.types.some(isOpenString);
    return (type.flags & (ts.TypeFlags.String | ts.TypeFlags.TemplateLiteral)) !== 0;
  }
  function holdsStrings(type) {
    if (type.isUnion()) return type.types.some(holdsStrings);
    if (isOpenString(type)) return true;
    const item = checker.isArrayLikeType(type) ? checker.getIndexTypeOfType(type, ts.IndexKind.Number) : undefined;
    return item !== undefined && holdsStrings(item);
  }

  function isPayload(node) {
    if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isNonNullExpression(node)) {
      return isPayload(node.expression);
    }
    if (ts.isConditionalExpression(node)) return isPayload(node.whenTrue) || isPayload(node.whenFalse);
    if (ts.isBinaryExpression(node)) {
      if (node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken) return isPayload(node.right);
      return isTextOperator(node.operatorToken.kind) && (isPayload(node.left) || isPayload(node.right));
    }
    if (ts.isTemplateExpression(node)) return node.templateSpans.some(({ expression }) => isPayload(expression));
    if (ts.isSpreadElement(node)) return isPayload(node.expression);
    if (ts.isArrayLiteralExpression(node)) return node.elements.some(isPayload);
    if (ts.isCallExpression(node)) return isPayloadCall(node);
    if (!holdsStrings(checker.getTypeAtLocation(node))) return false;
    if (ts.isPropertyAccessExpression(node)) return isPayloadProperty(node);
    if (ts.isElementAccessExpression(node)) return isPayload(node.expression);
    if (ts.isIdentifier(node)) return isPayloadVariable(node);
    return false;
  }

  function isPayloadCall({ expression, arguments: args }) {
    if (ts.isIdentifier(expression)) {
      return expression.text === 'String' && args.some(isPayload);
    }
    if (!ts.isPropertyAccessExpression(expression)) return false;
    const method = expression.name.text;
    // Our own sentence about it.
    if (declarationsOf(expression.name).some(isStrings)) return args.some(isPayload);
    if (method === 'map' || method === 'flatMap') return args.some(returnsPayload);
    return handsOn.test(method) && isPayload(expression.expression);
  }

  /** A function that hands on its argument; templates in it are judged by themselves. */
  function returnsPayload(node) {
    if (!ts.isArrowFunction(node) && !ts.isFunctionExpression(node)) return false;
    return ts.isBlock(node.body) ? false : isPayload(node.body);
  }

  const declarationsOf = (node) => checker.getSymbolAtLocation(node)?.declarations ?? [];

  function isPayloadProperty(node) {
    const declarations = declarationsOf(node.name);
    if (declarations.length === 0 || declarations.some((each) => isStrings(each) || isLibrary(each))) return false;
    return declarations.some(isDataProperty);
  }

  function isPayloadVariable(node) {
    const [declaration] = declarationsOf(node);
    if (!declaration || open.has(declaration) || isStrings(declaration)) return false;
    open.add(declaration);
    try {
      if (ts.isBindingElement(declaration)) return isPayloadBinding(declaration);
      if (ts.isVariableDeclaration(declaration)) {
        return declaration.initializer !== undefined && isPayload(declaration.initializer);
      }
      return ts.isParameter(declaration) && isItemOfPayload(declaration);
    } finally {
      open.delete(declaration);
    }
  }

  function isPayloadBinding(declaration) {
    const from = checker.getTypeAtLocation(declaration.parent);
    if (ts.isArrayBindingPattern(declaration.parent)) {
      const { initializer } = declaration.parent.parent;
      return initializer !== undefined && isPayload(initializer);
    }
    const key = declaration.propertyName ?? declaration.name;
    const property = ts.isIdentifier(key) ? from.getProperty(key.text) : undefined;
    const declarations = property?.declarations ?? [];
    return declarations.some(isDataProperty) && !declarations.some((each) => isStrings(each) || isLibrary(each));
  }

  /** The first parameter of what goes over a list of such strings. */
  function isItemOfPayload({ parent }) {
    const call = parent.parent;
    if (!ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression)) return false;
    return /^(?:map|flatMap|forEach)$/.test(call.expression.name.text) && isPayload(call.expression.expression);
  }

  /** What is stored in an object; not what a getter or a method of ours works out. */
  function isDataProperty(declaration) {
    if (!ts.isPropertySignature(declaration) && !ts.isPropertyAssignment(declaration)) return false;
    return !(ownWords.test(declaration.name.getText()) && elements.test(declaration.getSourceFile().fileName));
  }

  return isPayload;
}

function isTextOperator(kind) {
  return (
    kind === ts.SyntaxKind.PlusToken ||
    kind === ts.SyntaxKind.BarBarToken ||
    kind === ts.SyntaxKind.QuestionQuestionToken
  );
}
