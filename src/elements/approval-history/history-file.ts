/** The history as a file: all rows that match the filters, with the metadata needed to interpret them. */
import type { HistoryFilter, WholeHistory } from '../../data/approvals/history.js';
import type { Decision } from '../../protocol/index.js';
import { formatIso } from '../../ui/format/format.js';
import { withoutSecrets } from '../../ui/text-safety/checks/json-view.js';
import { formulaSafe } from '../../ui/table/spreadsheet.js';

/** The file formats. */
export const fileFormats = ['json', 'csv'] as const;
/** The file formats. */
export type FileFormat = (typeof fileFormats)[number];

/** The metadata of a file. */
export interface FileContext {
  readonly filter: HistoryFilter;
  /** When it was read, epoch ms on the gateway's clock. */
  readonly exportedAt: number;
}

const mimeTypes: Readonly<Record<FileFormat, string>> = {
  json: 'application/json',
  csv: 'text/csv;charset=utf-8',
};

/** Creates the file. Values under secret-looking keys are replaced by a note: files get copied and kept. */
export function historyFile(format: FileFormat, history: WholeHistory, context: FileContext): File {
  const text = format === 'json' ? asJson(history, context) : asCsv(history.decisions);
  const day = new Date(context.exportedAt).toISOString().slice(0, 16).replace(/[T:]/g, '-');
  return new File([text], `approval-history-${day}.${format}`, { type: mimeTypes[format] });
}

function asJson({ decisions, notes = [], derived }: WholeHistory, { filter, exportedAt }: FileContext): string {
  const head = { exportedAt: new Date(exportedAt).toISOString(), filter, count: decisions.length };
  const file = { ...head, notes, ...(derived ? { derived } : {}), decisions: decisions.map(withoutSecrets) };
  return `${JSON.stringify(file, null, 2)}\n`;
}

const columns = [
  'approvalId',
  'resolvedAt',
  'outcome',
  'resolvedBy',
  'automatic',
  'agentId',
  'user',
  'action',
  'risk',
  'comment',
  'createdAt',
  'params',
] as const;

/** Comma-separated values (RFC 4180), times in ISO 8601, parameters as JSON. */
function asCsv(decisions: readonly Decision[]): string {
  const lines = decisions.map((decision) => columns.map((column) => cell(valueOf(decision, column))).join(','));
  // Spreadsheets recognise UTF-8 by its byte order mark.
  return `\uFEFF${[columns.join(','), ...lines].join('\r\n')}\r\n`;
}

function valueOf(decision: Decision, column: (typeof columns)[number]): string {
  if (column === 'params') return JSON.stringify(withoutSecrets(decision.params));
  if (column === 'resolvedAt' || column === 'createdAt') return formatIso(decision[column]);
  return decision[column] ?? '';
}

const cell = (text: string): string => `"${formulaSafe(text).replaceAll('"', '""')}"`;
