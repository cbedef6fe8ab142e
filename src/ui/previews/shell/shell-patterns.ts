/** The token patterns of shell commands, by context. */

export const blank = /[ \t\r]+/y;
export const comment = /#[^\n]*/y;
export const continued = /\\\n/y;
export const escaped = /\\[^]?/uy;
export const singleQuote = /'[^']*'/y;
export const ansiQuote = /\$'(?:[^'\\]|\\[^])*'/y;
export const doubleQuote = /\$?"/y;
export const quotedText = /[^"\\$`]+|\$/y;
export const hereText = /[^\\$`]+|\$/y;
export const simpleVariable = /\$(?:[A-Za-z_]\w*|[0-9@*#?$!-])/y;
export const bracedVariable = /\$\{(?=[!#]?(?:\w+|[@*#?$!-])(?:\[[^\]'"`{}]*\])?(?:\}|(:?[-+=?])|[#%/^,@:]))/y;
export const duplicated = /\d{0,2}[<>]&(?:\d{1,2}-?|-)(?=[\s;|&<>()]|$)/y;
export const announced = /\d{0,2}<<-?(?!<)/y;
export const redirection = /(?:\d{1,2}|&)?(?:<<<|<>|<&|>>|>\||>&|[<>])/y;
export const operator = /&&|\|\||;;|;|&|\n/y;
export const pipe = /\|&?/y;
export const word = /[^\s'"\\$`()<>|&;]+/y;
export const any = /[^]/uy;
