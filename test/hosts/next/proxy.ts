import { NextResponse, type NextRequest } from 'next/server';

/** A policy with a nonce of its own for each request; Next takes the nonce from the header. */
export function proxy(request: NextRequest) {
  const policy = process.env.HOST_POLICY!.replaceAll('NONCE', crypto.randomUUID());
  const headers = new Headers(request.headers);
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  return response;
}
