/** What the client says when something failed. More particular sentences come first. */
import { byPhrases } from '../phrases.js';

export const clientErrors = byPhrases([
  ['{1} cannot be reached. {2}', '{1} に接続できません。{2}'],
  ['{1} did not answer within {2} s. {3}', '{1} から {2} 秒以内に応答がありませんでした。{3}'],
  ['The gateway at {1} does not take the token.', '{1} のゲートウェイがトークンを受け付けません。'],
  [
    'A WebSocket opens at {1}, but no subprotocol is chosen: offered were {2}, and comis.v1 is needed. The server, or a proxy that removes the header Sec-WebSocket-Protocol, has to answer with it.',
    '{1} で WebSocket は開きましたが、サブプロトコルが選択されません。提示したのは {2} で、comis.v1 が必要です。サーバーがこれを返すか、Sec-WebSocket-Protocol ヘッダーを取り除くプロキシを直す必要があります。',
  ],
  [
    'No WebSocket opens at {1}, although the event stream is answered. Possible causes: a proxy does not pass WebSockets on, the path is another one, or the gateway does not let pages of this origin connect.',
    'イベントストリームには応答がありますが、{1} で WebSocket が開きません。考えられる原因: プロキシが WebSocket を通さない、パスが違う、またはゲートウェイがこのオリジンのページの接続を許可していない。',
  ],
  [
    'No WebSocket opens at {1}. The event stream of the same gateway was answered with HTTP {2}: usually {3}.',
    '{1} で WebSocket が開きません。同じゲートウェイのイベントストリームの応答は HTTP {2} でした。多くの場合の原因: {3}。',
  ],
  [
    'No WebSocket opens at {1} for another {2} s: the gateway takes no more requests from this address until then (HTTP 429, a limit, no outage).',
    'あと {2} 秒間は {1} で WebSocket が開きません。それまでゲートウェイはこのアドレスからの要求を受け付けません (HTTP 429、障害ではなく制限)。',
  ],
  ['No WebSocket opens at {1}. {2}', '{1} で WebSocket が開きません。{2}'],
  [
    '{1} cannot be opened: this page came over https, and browsers let it open encrypted connections only. Use an address with https.',
    '{1} を開けません。このページは https で読み込まれたため、ブラウザーは暗号化された接続だけを許可します。https のアドレスを使ってください。',
  ],
  ['{1} cannot be opened from this page.', 'このページから {1} を開けません。'],
  [
    'Possible causes: {1}. To see more, open {2} in a tab.',
    '考えられる原因: {1}。詳しくは {2} をタブで開いて確認してください。',
  ],
  ['the gateway is not running', 'ゲートウェイが動いていない'],
  ['the address is wrong', 'アドレスが間違っている'],
  [
    'the network, a proxy or a content blocker is in the way',
    'ネットワーク、プロキシ、またはコンテンツブロッカーが遮っている',
  ],
  ['its certificate is not trusted here', '証明書がここでは信頼されていない'],
  [
    'this page came over https and the gateway is not encrypted',
    'このページは https で、ゲートウェイは暗号化されていない',
  ],
  ['the gateway does not let this page connect', 'ゲートウェイがこのページの接続を許可していない'],
  ['the token is missing, wrong or expired', 'トークンがない、間違っている、または期限切れ'],
  [
    'the gateway or a proxy before it does not let this page, this address or this token in',
    'ゲートウェイまたはその手前のプロキシが、このページ、アドレス、またはトークンを許可していない',
  ],
  [
    'there is no gateway at this path: check the address and the paths',
    'このパスにゲートウェイがない (アドレスとパスを確認してください)',
  ],
  [
    'too many requests came from this address: it is tried again when the limit has passed',
    'このアドレスからの要求が多すぎる (制限が解けたら再試行します)',
  ],
  [
    'the gateway is down or restarting, and a proxy answers for it',
    'ゲートウェイが停止中または再起動中で、プロキシが代わりに応答している',
  ],
  ['the gateway or a proxy before it failed', 'ゲートウェイまたはその手前のプロキシでエラーが起きた'],
  [
    'the address leads elsewhere, perhaps to a sign-in page',
    'アドレスが別の場所 (サインインページなど) につながっている',
  ],
  ['something else than a gateway answers there', 'ゲートウェイ以外のものが応答している'],
  [
    'The gateway did not answer the request for its event stream within {1} s. Something between here and the gateway may hold it back, or other tabs may use up the connections of this browser, six to an address over HTTP/1.1.',
    'ゲートウェイはイベントストリームの要求に {1} 秒以内に応答しませんでした。途中の何かが止めているか、ほかのタブがこのブラウザーの接続 (HTTP/1.1 ではアドレスごとに 6 本) を使い切っている可能性があります。',
  ],
  ['{1} The next attempt waits {2} s.', '{1} 次の試行では {2} 秒待ちます。'],
  ['The gateway did not answer {1} within {2} s.', 'ゲートウェイは {1} に {2} 秒以内に応答しませんでした。'],
  ["The gateway's answer to {1} is not JSON.", '{1} に対するゲートウェイの応答が JSON ではありません。'],
  ["The gateway's answer to {1} cannot be read: {2}", '{1} に対するゲートウェイの応答を読み取れません: {2}'],
  ['The token does not allow {1}.', 'このトークンでは {1} は許可されていません。'],
  [
    'The gateway accepts no more requests from this address {1} (a rate limit, not an outage), including {2}.',
    'ゲートウェイは{1}、{2} を含め、このアドレスからの要求を受け付けません (障害ではなく制限)。',
  ],
  ['for now', '今のところ'],
  ['for {1} s', '{1} 秒間'],
  [
    'The gateway answered the request for {1} with HTTP status {2}: usually {3}.',
    '{1} の要求に対するゲートウェイの応答は HTTP ステータス {2} でした。多くの場合の原因: {3}。',
  ],
  ['its event stream ({1})', 'イベントストリーム ({1})'],
  [
    '{1} answered with HTTP 403: usually the token lacks the scope "ws", which the live stream needs; else a proxy does not let this page in.',
    '{1} の応答は HTTP 403 でした。多くの場合、ライブストリームに必要なスコープ「ws」がトークンにありません。そうでなければ、プロキシがこのページを許可していません。',
  ],
  [
    '{1} answered with something else than an event stream: {2}.',
    '{1} の応答はイベントストリームではありません: {2}。',
  ],
  ['The event stream went silent.', 'イベントストリームから何も届かなくなりました。'],
  [
    'The event stream brought a message that is too long to read.',
    'イベントストリームに、長すぎて読み取れないメッセージが届きました。',
  ],
  ['The event stream was lost.', 'イベントストリームが途切れました。'],
  ['The event stream was stopped.', 'イベントストリームは停止されました。'],
  ['The gateway ended the event stream.', 'ゲートウェイがイベントストリームを終了しました。'],
  [
    'The request for the event stream is refused as one without a valid token (HTTP 401). Where calls work, something between here and the gateway removes the token from it.',
    'イベントストリームの要求は、有効なトークンがないものとして拒否されました (HTTP 401)。呼び出しが成功するなら、途中の何かがトークンを取り除いています。',
  ],
  ['The page could not get a token: {1}', 'ページがトークンを取得できませんでした: {1}'],
  ['getToken did not answer within {1} s', 'getToken が {1} 秒以内に応答しませんでした'],
  [
    'The page gave no usable token: it must be a non-empty string without control characters.',
    'ページから使えるトークンが渡されませんでした。制御文字を含まない、空でない文字列でなければなりません。',
  ],
  ['The client is closed.', 'クライアントは閉じられています。'],
  ['Not connected to the gateway.', 'ゲートウェイに接続していません。'],
  ['The connection is closing.', '接続を閉じています。'],
  ['The gateway went silent.', 'ゲートウェイから応答がなくなりました。'],
  ['The gateway is restarting, as it announced.', 'ゲートウェイは予告どおり再起動中です。'],
  ['The gateway is restarting.', 'ゲートウェイは再起動中です。'],
  ['The connection to the gateway was lost ({1}).', 'ゲートウェイとの接続が失われました ({1})。'],
  [
    'The gateway chose the first subprotocol that was offered.',
    'ゲートウェイは最初に提示されたサブプロトコルを選びました。',
  ],
  ['The gateway speaks another dialect.', 'ゲートウェイは別の方式で通信しています。'],
  [
    'A part of this page could not be loaded. The page may be outdated: reload it.',
    'このページの一部を読み込めませんでした。ページが古い可能性があります。再読み込みしてください。',
  ],
  [
    'This gateway speaks neither the documented RPC nor another dialect that is known here: at {1} it chose {2}; offered were {3}, and comis.v1 is needed.',
    'このゲートウェイは、文書化された RPC にも、ここで認識できる別の方式にも対応していません。{1} で選ばれたのは{2}、提示したのは {3} で、comis.v1 が必要です。',
  ],
  ['no subprotocol', 'サブプロトコルなし'],
  ['the subprotocol with the token', 'トークンを含むサブプロトコル'],
  ['the subprotocol {1}', 'サブプロトコル {1}'],
  ['The request has changed since it was shown.', 'リクエストは表示後に変更されました。'],
  ['The request is no longer pending.', 'リクエストはもう保留中ではありません。'],
  ['The cursor is invalid.', 'カーソルが無効です。'],
  ['{1}; {2}', '{1}、{2}'],
]);
