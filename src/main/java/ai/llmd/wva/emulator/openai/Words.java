package ai.llmd.wva.emulator.openai;

/** What the emulator says: one harmless word a token. */
final class Words {
    private static final String[] WORDS = {
        "the", "tide", "comes", "in", "and", "goes", "out", "again", "while", "boats", "ride", "at", "anchor", "until",
        "morning", "brings", "wind", "from", "west"
    };

    private Words() {}

    /** The token at {@code index}, with the space that parts it from the one before. */
    static String token(int index) {
        var word = WORDS[index % WORDS.length];
        return index == 0 ? word : " " + word;
    }

    /** The first {@code count} tokens. */
    static String text(int count) {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++) {
            text.append(token(i));
        }
        return text.toString();
    }
}
