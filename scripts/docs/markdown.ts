/** Markdown of this repository as HTML. Nothing in it comes from outside. */
import { Marked, type Tokens } from 'marked';

/** A page as HTML, with its headings. */
export interface Rendered {
  readonly html: string;
  readonly headings: readonly { readonly depth: number; readonly id: string; readonly text: string }[];
}

/** Text for HTML. */
export const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The address of a heading, as GitHub has it. */
export const slug = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-');

/**
 * Renders Markdown.
 *
 * @param linkTo - turns the address of a link into one of the site; undefined leaves the words without a link.
 */
export function markdown(text: string, linkTo: (href: string) => string | undefined = (href) => href): Rendered {
  const headings: { depth: number; id: string; text: string }[] = [];
  const marked = new Marked({
    gfm: true,
    renderer: {
      heading({ depth, tokens, text: raw }: Tokens.Heading) {
        const plain = raw.replaceAll(/[`*]|\]\([^)]*\)|\[/g, '');
        const id = slug(plain);
        headings.push({ depth, id, text: plain });
        return `<h${depth} id="${id}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
      link({ href, tokens }: Tokens.Link) {
        const target = linkTo(href);
        const words = this.parser.parseInline(tokens);
        return target === undefined ? words : `<a href="${escape(target)}">${words}</a>`;
      },
      code({ text: code, lang = '' }: Tokens.Code) {
        return codeBlock(code, lang);
      },
      table({ header, rows }: Tokens.Table) {
        const cells = (tag: string, row: readonly Tokens.TableCell[]) =>
          row.map(({ tokens }) => `<${tag}>${this.parser.parseInline(tokens)}</${tag}>`).join('');
        const body = rows.map((row) => `<tr>${cells('td', row)}</tr>`).join('\n');
        return tableOf(`<thead><tr>${cells('th', header)}</tr></thead><tbody>${body}</tbody>`);
      },
      // Comments mark what is generated; no page has other HTML.
      html: ({ text: html }: Tokens.HTML | Tokens.Tag) => (html.trim().startsWith('<!--') ? '' : escape(html)),
    },
  });
  return { html: marked.parse(text, { async: false }), headings };
}

/** A table that scrolls by itself where it is too wide. */
export const tableOf = (content: string): string =>
  `<div class="table" tabindex="0" role="group" aria-label="Table"><table>${content}</table></div>\n`;

/** A block of code, with its language; the page's script adds Copy. */
export function codeBlock(code: string, lang: string): string {
  return `<figure class="code" data-lang="${escape(lang)}"><pre tabindex="0"><code>${escape(code)}</code></pre></figure>\n`;
}
