package ai.llmd.wva.loadgen;

/** Prompts of any length out of short words, of which most tokenizers make one token each. */
final class PromptText {
    /** Characters that make a token on average. */
    static final int CHARACTERS_PER_TOKEN = 4;

    private static final String WORD = "sea ";

    private PromptText() {}

    /** Exactly so many characters. */
    static String ofCharacters(int characters) {
        return WORD.repeat(characters / WORD.length() + 1).substring(0, characters);
    }
}
