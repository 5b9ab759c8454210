/**
 * Topics that are about the scheme and not about one organisation. The pilot's account managers spent too much of their
 * time on these (HELA paper of 21 March 2006, annexes 2 and 3); they are answered centrally. Held as data with a
 * version, because a sorted enquiry names the version that sorted it: add a version, never change one.
 */
export const GENERAL_TOPICS = {
  version: 1,
  topics: [
    'about the scheme',
    'aims and objectives',
    'core principles',
    'joining the scheme',
    'earlier schemes',
    'better regulation',
    'events and meetings',
    'resources and funding',
    'work recording',
    'communications material',
    'who to contact',
  ],
} as const;

/** Letter case and surrounding white space do not count. */
export function isGeneralTopic(topic: string): boolean {
  const wanted = topic.trim().toLowerCase();
  return GENERAL_TOPICS.topics.some((general) => general === wanted);
}
