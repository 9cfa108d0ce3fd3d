import { config } from "zod/mini";

// Schemas are interpreted, never compiled: the Content-Security-Policy allows no code made from text. To be imported
// before any schema.
config({ jitless: true });
