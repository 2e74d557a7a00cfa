package ai.llmd.wva.engine;

/**
 * What a prompt begins with and shares with others.
 *
 * @param group prompts of one group begin alike
 * @param tokens how many tokens, 0 or more
 */
public record PromptPrefix(long group, int tokens) {
    /** A prompt that shares nothing. */
    public static final PromptPrefix NONE = new PromptPrefix(0, 0);

    public PromptPrefix {
        if (tokens < 0) {
            throw new IllegalArgumentException("a prefix cannot have less than 0 tokens: " + tokens);
        }
    }
}
