import { ProtocolError } from "@encrptalk/protocol";
import { type FormEvent, useState } from "preact/compat";
import { sentenceOf } from "../text/error-sentence.ts";

/** A refusal that belongs to one field, in words of the form's own. */
export class FieldRefusal extends Error {
  override readonly name = "FieldRefusal";

  constructor(
    readonly field: string,
    readonly sentence: string,
  ) {
    super(sentence);
  }
}

type Errors = Record<string, string | undefined>;

interface Form {
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  busy: boolean;
  /** What is wrong as a whole; `undefined` when it belongs to one field. */
  refusal: string | undefined;
  /** What is wrong with the field of this name. */
  errorOf: (field: string) => string | undefined;
}

interface FormOptions {
  /** Sends the values; rejects with the reason they were refused. */
  submit: (values: (field: string) => string) => Promise<unknown>;
  /** What is wrong before anything is sent, by field. */
  check?: (values: (field: string) => string) => Errors;
}

/** A form of native fields: checked on submitting, refused in words, with the focus at what is wrong. */
export function useForm({ submit, check }: FormOptions): Form {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const [errors, setErrors] = useState<Errors>({});

  const refuse = (form: HTMLFormElement, found: Errors, whole?: string) => {
    setErrors(found);
    setRefusal(whole);
    const first = Object.keys(found).find((field) => found[field] !== undefined);
    if (first !== undefined) form.querySelector<HTMLElement>(`[name="${CSS.escape(first)}"]`)?.focus();
  };
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const form = event.currentTarget;
    const data = new FormData(form);
    const values = (field: string) => String(data.get(field) ?? "");
    const found = check?.(values) ?? {};
    refuse(form, found);
    if (Object.values(found).some((sentence) => sentence !== undefined)) return;
    setBusy(true);
    try {
      await submit(values);
    } catch (error) {
      const field = fieldOf(error, form);
      const sentence = error instanceof FieldRefusal ? error.sentence : sentenceOf(error);
      if (field === undefined) refuse(form, {}, sentence);
      else refuse(form, { [field]: sentence });
    } finally {
      setBusy(false);
    }
  };

  return { onSubmit: (event) => void onSubmit(event), busy, refusal, errorOf: (field) => errors[field] };
}

/** The field that a refusal is about, when the form has it. */
function fieldOf(error: unknown, form: HTMLFormElement): string | undefined {
  if (error instanceof FieldRefusal) return error.field;
  const field = error instanceof ProtocolError ? error.details.field : undefined;
  return field !== undefined && form.elements.namedItem(field) !== null ? field : undefined;
}
