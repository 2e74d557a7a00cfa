package ai.llmd.wva.profile;

import java.util.Locale;

/** So many requests at once, of prompts of one length. */
record SweepLevel(int requests, int promptTokens) {
    /** Tokens of all prompts together. */
    long tokens() {
        return (long) requests * promptTokens;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d at once, prompts of %,d tokens", requests, promptTokens);
    }
}
