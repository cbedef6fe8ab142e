import { connection } from 'next/server';
import type { ReactNode } from 'react';
import '../theme.css';

export const metadata = { title: 'A next app', icons: { icon: 'data:,' } };

export default async function Layout({ children }: { children: ReactNode }) {
  // The nonce is another one for each request, so that nothing is rendered ahead.
  await connection();
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  );
}
