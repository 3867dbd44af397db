/** Who works in the workspace, and who of them works on this computer now. */
import { computed, shallowRef } from "vue";
import * as api from "./api";
import type { People } from "./bindings/People";
import type { Person } from "./bindings/Person";
import { messages } from "./messages";
import { attempt } from "./work";

/** Nothing as long as it was not read. */
export const people = shallowRef<People | null>(null);

export const working = computed(() =>
  people.value?.people.find((person) => person.id === people.value?.working),
);
export const reviewers = computed(
  () => people.value?.people.filter(({ reviewer }) => reviewer) ?? [],
);

export const freshPerson = (): Person => ({
  id: "",
  name: "",
  certificate: "",
  auditor: true,
  reviewer: false,
});

/** Reads who there is. What is wrong with a workspace is told by what the page asks for itself. */
export async function readPeople() {
  const found = await api.people().catch(() => null);
  if (found) people.value = found;
}

const m = messages.people;

async function told(what: string, call: () => Promise<People>): Promise<boolean> {
  const answer = await attempt(what, call);
  if (answer) people.value = answer;
  return answer !== undefined;
}

export const keepPerson = (person: Person) => told(m.saving, () => api.keepPerson(person));
export const removePerson = (id: string) => told(m.removing, () => api.removePerson(id));
export const choosePerson = (id: string | null) => told(m.choosing, () => api.choosePerson(id));
